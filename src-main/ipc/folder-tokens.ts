import { randomUUID } from 'node:crypto';

/** Folders that the window may name, by a token each: it never sends a path. */
export interface FolderTokens {
  /** The token of a folder: the same one for the same path as long as the app runs. */
  tokenOf(path: string): string;
  pathOf(token: string): string | undefined;
}

export function createFolderTokens(): FolderTokens {
  const tokens = new Map<string, string>();
  const paths = new Map<string, string>();
  return {
    tokenOf: (path) => {
      const token = tokens.get(path) ?? randomUUID();
      tokens.set(path, token);
      paths.set(token, path);
      return token;
    },
    pathOf: (token) => paths.get(token),
  };
}
