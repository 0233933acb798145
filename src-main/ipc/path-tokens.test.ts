import { describe, expect, it } from 'vitest';
import { createPathTokens } from './path-tokens.ts';

describe('tokens of folders', () => {
  it('stand for their folder', () => {
    const folders = createPathTokens();

    const token = folders.tokenOf('/a');

    expect(folders.pathOf(token)).toBe('/a');
  });

  it('are the same for the same folder', () => {
    const folders = createPathTokens();

    const tokens = [folders.tokenOf('/a'), folders.tokenOf('/a')];

    expect(tokens[1]).toBe(tokens[0]);
  });

  it('differ for two folders', () => {
    const folders = createPathTokens();

    const tokens = [folders.tokenOf('/a'), folders.tokenOf('/b')];

    expect(tokens[1]).not.toBe(tokens[0]);
  });

  it('can’t be guessed from another run', () => {
    const tokens = [createPathTokens().tokenOf('/a'), createPathTokens().tokenOf('/a')];

    expect(tokens[1]).not.toBe(tokens[0]);
  });

  it.each(['', '/a', '__proto__', '01a20f56-1608-7605-a17f-361563b90c35'])('%j is none', (token) => {
    const folders = createPathTokens();
    folders.tokenOf('/a');

    const path = folders.pathOf(token);

    expect(path).toBeUndefined();
  });
});
