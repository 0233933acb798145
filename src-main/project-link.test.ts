import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProjectLink, parseProjectLink, projectLink } from './project-link.ts';

describe('a link', () => {
  it.each<[string, string, string | null]>([
    ['prometeu://open?project=/games/one', '/games/one', null],
    ['prometeu://open/?project=%2Fmy%20games%2Fone', '/my games/one', null],
    ['PROMETEU://open?project=/my+games&asset=ui/ok', '/my games', 'ui/ok'],
    ['prometeu://open?asset=01a2&project=/games/./one/', '/games/one', '01a2'],
    ['prometeu://open?project=/games/one#part', '/games/one', null],
  ])('%s leads somewhere', (link, folder, asset) => {
    expect(parseProjectLink(link)).toEqual({ ok: true, value: { folder: resolve(folder), asset } });
  });

  it.each([
    ['prometeu://open', 'link-without-project'],
    ['prometeu://open?asset=ui/ok', 'link-without-project'],
    ['prometeu://open?project=', 'link-without-project'],
    ['prometeu://open?project=games/one', 'link-path-unusable'],
    ['prometeu://open?project=~/one', 'link-path-unusable'],
    ['prometeu://open?project=//server/share', 'link-path-unusable'],
    ['prometeu://open?project=%5C%5Cserver%5Cshare', 'link-path-unusable'],
    ['prometeu://open?project=/games%00/one', 'link-path-unusable'],
    [`prometeu://open?project=/${'a'.repeat(4096)}`, 'link-path-unusable'],
    ['prometeu://open?project=/games/one&asset=', 'link-unknown'],
    ['prometeu://open?project=/games/one&register=all', 'link-unknown'],
    ['prometeu://open?project=/games/one&__proto__=x', 'link-unknown'],
    ['prometeu://open?project=/games/one&project=/games/two', 'link-unknown'],
    ['prometeu://register?project=/games/one', 'link-unknown'],
    ['prometeu://open/register?project=/games/one', 'link-unknown'],
    ['prometeu:open?project=/games/one', 'link-unknown'],
    ['https://open?project=/games/one', 'link-unknown'],
    ['', 'link-unknown'],
  ])('%s does not, and says why', (link, reason) => {
    expect(parseProjectLink(link)).toEqual({ ok: false, failure: { code: 'link-invalid', reason } });
  });

  it('leads to the asset that it was made of, whatever that is called', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });

    fc.assert(
      fc.property(name, name, (folder, asset) => {
        const path = resolve('/games', folder.replaceAll(/\p{Cc}/gu, '-'));

        const link = projectLink(path, asset);

        expect(parseProjectLink(link)).toEqual({ ok: true, value: { folder: path, asset } });
        expect(isProjectLink(link)).toBe(true);
      }),
    );
  });
});
