import type { StudioUpdate } from '../src-preload/contract/domain/studio-update.ts';
import type { UpdateFeed } from './update-feed.ts';

/** The author's first look at the project has the machine for itself. Milliseconds. */
const msToFirstLook = 3_000;
/** Studio is left open for days. */
const msBetweenLooks = 24 * 60 * 60_000;

/** What asks a feed, fetches a version, and puts it in the place of this one: electron-updater, as far as it is used. */
export interface Updater {
  on(event: 'update-available' | 'update-downloaded', listener: (found: { readonly version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
  /** Ends the app, and starts the fetched version. Where that can't be put in this one's place, there is an `error` and no end. */
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
}

/** Newer versions of Studio. */
export interface Updates {
  /** Begins to look for them in a feed, now and then, where the author could have what it tells. Never more than once. */
  begin(feed: UpdateFeed): void;
  /** The newest that is known and can be had; null where there is none. */
  known(): StudioUpdate | null;
  /** Has Studio end for the one that is here, or shows where the author finds it. Does nothing where none is known. */
  take(): void;
  /** The author stays: an end that comes later is not for the update. */
  stay(): void;
  /** The last step of an end: into the fetched version where that is what it was for, else out. */
  end(): void;
}

interface UpdatesParts {
  /** What asks the feed of a file, loaded once it is needed. */
  readonly load: (file: string) => Promise<Updater>;
  /** Whether a fetched version can take the place of this one. */
  readonly replacesItself: boolean;
  readonly after: (milliseconds: number, call: () => void) => () => void;
  /** What is known has changed. */
  readonly changed: () => void;
  readonly showPage: (page: string) => void;
  /** Asks the app to end, which its author can refuse. */
  readonly quit: () => void;
  /** Ends it. */
  readonly leave: () => void;
  /** Just before the fetched version starts: it would find this one running. */
  readonly letNextStart: () => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Looks into a feed at the start and once a day. What goes wrong with it is told to the log alone: nobody waits for it. */
export function createUpdates(parts: UpdatesParts): Updates {
  let known: StudioUpdate | null = null;
  let page: string | null = null;
  let updater: Updater | null = null;
  let isTaken = false;

  async function check(file: string): Promise<void> {
    updater ??= listenedTo(await parts.load(file));
    // It tells of its failures by the event as well, and there they are heard.
    await updater.checkForUpdates().catch(() => undefined);
  }
  function lookIn(file: string, afterMs: number): void {
    parts.after(afterMs, () => {
      void check(file)
        .catch(parts.onTrouble)
        .then(() => {
          lookIn(file, msBetweenLooks);
        });
    });
  }
  function listenedTo(loaded: Updater): Updater {
    const by = parts.replacesItself ? 'restart' : 'download';
    loaded.on(parts.replacesItself ? 'update-downloaded' : 'update-available', ({ version }) => {
      known = { version, by };
      parts.changed();
    });
    loaded.on('error', parts.onTrouble);
    return loaded;
  }

  return {
    begin: (feed) => {
      page = feed.page;
      if (parts.replacesItself || page !== null) {
        lookIn(feed.file, msToFirstLook);
      }
    },
    known: () => known,
    take: () => {
      if (known?.by === 'restart') {
        isTaken = true;
        parts.quit();
      } else if (known !== null && page !== null) {
        parts.showPage(page);
      }
    },
    stay: () => {
      isTaken = false;
    },
    end: () => {
      if (isTaken && updater !== null) {
        // It tells so where it could not replace this one, and leaves it running without a window.
        updater.on('error', parts.leave);
        parts.letNextStart();
        updater.quitAndInstall(true, true);
      } else {
        parts.leave();
      }
    },
  };
}
