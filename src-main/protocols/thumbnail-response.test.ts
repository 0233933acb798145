import { expect, test } from 'vitest';
import type { FoundThumbnail } from '../thumbnails/pictures.ts';
import { thumbnailResponse } from './thumbnail-response.ts';

function ask(found: FoundThumbnail, search = 'size=64&r=now'): Promise<Response> {
  return thumbnailResponse(
    { findThumbnail: () => Promise.resolve(found) },
    { projectId: 'p', root: 'a', search: new URLSearchParams(search) },
  );
}

test('one that is there comes with a type that nobody may doubt', async () => {
  const response = await ask({ kind: 'made', bytes: Uint8Array.of(1, 2) });

  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('image/webp');
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(1, 2));
});

test.each(['', 'size=65', 'size=064', 'size=1e2', 'size=9999'])('another size is not served: %j', async (search) => {
  expect((await ask({ kind: 'made', bytes: Uint8Array.of(1) }, search)).status).toBe(404);
});

test('one that is made comes once it is, as soon as it was asked for', async () => {
  const priorities: string[] = [];
  const make = (priority: string): Promise<Uint8Array> => {
    priorities.push(priority);
    return Promise.resolve(Uint8Array.of(3));
  };

  const response = await ask({ kind: 'to-make', make });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(3));
  await ask({ kind: 'to-make', make }, 'size=64&ahead');
  expect(priorities).toEqual(['visible', 'ahead']);
});

test('a page that does not want it any more ends the work', async () => {
  let wanted: AbortSignal | null = null;
  const response = await ask({
    kind: 'to-make',
    make: (_priority, signal) => {
      wanted = signal;
      return new Promise(() => undefined);
    },
  });

  await response.body?.cancel();

  expect(wanted).toMatchObject({ aborted: true });
});

test('where there is none, there is no byte, and no error that the page’s console tells', async () => {
  const none = await ask({ kind: 'to-make', make: () => Promise.resolve(null) });
  const refused = await ask({ kind: 'refused', code: 'crashed' });

  expect([none.status, (await none.arrayBuffer()).byteLength]).toEqual([200, 0]);
  expect([refused.status, (await refused.arrayBuffer()).byteLength]).toEqual([200, 0]);
});
