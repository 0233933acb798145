import { describe, expect, it } from 'vitest';
import { createFolderTokens } from './folder-tokens.ts';

describe('tokens of folders', () => {
  it('stand for their folder', () => {
    const folders = createFolderTokens();

    const token = folders.tokenOf('/a');

    expect(folders.pathOf(token)).toBe('/a');
  });

  it('are the same for the same folder', () => {
    const folders = createFolderTokens();

    const tokens = [folders.tokenOf('/a'), folders.tokenOf('/a')];

    expect(tokens[1]).toBe(tokens[0]);
  });

  it('differ for two folders', () => {
    const folders = createFolderTokens();

    const tokens = [folders.tokenOf('/a'), folders.tokenOf('/b')];

    expect(tokens[1]).not.toBe(tokens[0]);
  });

  it('can’t be guessed from another run', () => {
    const tokens = [createFolderTokens().tokenOf('/a'), createFolderTokens().tokenOf('/a')];

    expect(tokens[1]).not.toBe(tokens[0]);
  });

  it.each(['', '/a', '__proto__', '01a20f56-1608-7605-a17f-361563b90c35'])('%j is none', (token) => {
    const folders = createFolderTokens();
    folders.tokenOf('/a');

    const path = folders.pathOf(token);

    expect(path).toBeUndefined();
  });
});
