import { randomUUID } from 'node:crypto';

/** Folders, or files, that the window may name, by a token each: it never sends a path. */
export interface PathTokens {
  /** The token of a path: the same one for the same path as long as the app runs. */
  tokenOf(path: string): string;
  pathOf(token: string): string | undefined;
}

/** Tokens of a kind of their own: those of files name no folder. */
export function createPathTokens(): PathTokens {
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
