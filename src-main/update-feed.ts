import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isNotThere } from './is-not-there.ts';

/** Where newer versions are told, as whoever built this Studio wrote it beside the app (`app-update.yml`). */
export interface UpdateFeed {
  /** The file that says so. */
  readonly file: string;
  /** The page at which an author finds the newest version, or null where the file leads to none. */
  readonly page: string | null;
}

const webAddress = z.url({ protocol: /^https?$/ });
/** What electron-builder writes of the two services that have a page; of others, that there is a feed. */
const feedSchema = z.union([
  z.object({ provider: z.literal('generic'), url: webAddress }),
  z.object({ provider: z.literal('github'), owner: z.string(), repo: z.string() }),
  z.object({ provider: z.string() }),
]);

/**
 * The feed that a file describes. A Studio without one asks nothing of any network, which is how it is built unless its
 * maker names a feed (`publish` in electron-builder.yml). A file that can't be understood is told to `onTrouble`, and is none.
 */
export async function readUpdateFeed(file: string, onTrouble: (error: unknown) => void): Promise<UpdateFeed | null> {
  try {
    const text = await readFile(file, 'utf8');
    // Most Studios have no feed, and never load what reads one.
    const { load } = await import('js-yaml');
    return { file, page: pageOf(feedSchema.parse(load(text))) };
  } catch (error) {
    if (!isNotThere(error)) {
      onTrouble(error);
    }
    return null;
  }
}

function pageOf(feed: z.output<typeof feedSchema>): string | null {
  if ('url' in feed) {
    return feed.url;
  }
  return 'owner' in feed
    ? `https://github.com/${encodeURIComponent(feed.owner)}/${encodeURIComponent(feed.repo)}/releases/latest`
    : null;
}
