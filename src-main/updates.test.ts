import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createUpdates, type Updater, type Updates } from './updates.ts';

const feedOfTest = { file: '/studio/app-update.yml', page: 'https://games.example/studio' };

interface Tried {
  readonly updates: Updates;
  /** What was done, in order. */
  readonly done: unknown[];
  readonly feed: EventEmitter;
  /** Lets the time pass that was waited for, and all that follows from it. */
  readonly pass: () => Promise<number>;
}

function tried({ replacesItself = true, fails = false, isReplaceable = true } = {}): Tried {
  const done: unknown[] = [];
  const feed = new EventEmitter();
  const waiting: { readonly milliseconds: number; readonly call: () => void }[] = [];
  const note = (what: string) => (): void => {
    done.push(what);
  };
  const updater: Updater = Object.assign(feed, {
    checkForUpdates: () => {
      done.push('look');
      if (fails) {
        const error = new Error('no network');
        feed.emit('error', error);
        return Promise.reject(error);
      }
      return Promise.resolve();
    },
    quitAndInstall: (isSilent: boolean, isForceRunAfter: boolean) => {
      done.push(['install', isSilent, isForceRunAfter]);
      if (!isReplaceable) {
        feed.emit('error', new Error('no permission'));
      }
    },
  });
  const updates = createUpdates({
    load: (file) => {
      expect(file).toBe(feedOfTest.file);
      return Promise.resolve(updater);
    },
    replacesItself,
    after: (milliseconds, call) => {
      waiting.push({ milliseconds, call });
      return () => undefined;
    },
    changed: note('changed'),
    showPage: (page) => {
      expect(page).toBe(feedOfTest.page);
      done.push('page');
    },
    quit: note('quit'),
    leave: note('leave'),
    letNextStart: note('let next start'),
    onTrouble: (error) => done.push(error),
  });
  return {
    updates,
    done,
    feed,
    pass: async () => {
      const next = waiting.shift();
      next?.call();
      await setImmediate();
      return next?.milliseconds ?? 0;
    },
  };
}

it('looks once Studio has started, and then once a day', async () => {
  const { updates, done, pass } = tried();
  updates.begin(feedOfTest);
  expect(done).toEqual([]);

  expect(await pass()).toBe(3_000);
  expect(await pass()).toBe(86_400_000);

  expect(done).toEqual(['look', 'look']);
  expect(updates.known()).toBeNull();
});

it('what is fetched is known, and takes this one’s place at the end that the author asks for', async () => {
  const { updates, done, feed, pass } = tried();
  updates.begin(feedOfTest);
  await pass();
  // Not before it is here.
  feed.emit('update-available', { version: '2.0.0' });
  expect(updates.known()).toBeNull();
  feed.emit('update-downloaded', { version: '2.0.0' });
  expect(updates.known()).toEqual({ version: '2.0.0', by: 'restart' });

  updates.take();
  updates.end();

  expect(done).toEqual(['look', 'changed', 'quit', 'let next start', ['install', true, true]]);
});

it('where this one can’t be replaced, Studio ends all the same, and the log says why', async () => {
  const { updates, done, feed, pass } = tried({ isReplaceable: false });
  updates.begin(feedOfTest);
  await pass();
  feed.emit('update-downloaded', { version: '2.0.0' });
  updates.take();

  updates.end();

  expect(done.slice(-3)).toEqual([['install', true, true], new Error('no permission'), 'leave']);
});

it('an author who stays for his edits, and ends Studio later, has it ended and no more', async () => {
  const { updates, done, feed, pass } = tried();
  updates.begin(feedOfTest);
  await pass();
  feed.emit('update-downloaded', { version: '2.0.0' });
  updates.take();
  updates.stay();

  updates.end();

  expect(done.slice(2)).toEqual(['quit', 'leave']);
});

it('where the system’s packages brought Studio, the author is shown where the newer one is', async () => {
  const { updates, done, feed, pass } = tried({ replacesItself: false });
  updates.begin(feedOfTest);
  await pass();
  feed.emit('update-available', { version: '2.0.0' });
  expect(updates.known()).toEqual({ version: '2.0.0', by: 'download' });

  updates.take();
  updates.end();

  expect(done).toEqual(['look', 'changed', 'page', 'leave']);
});

it('a feed that can’t be asked is told to the log once, and asked again the next day', async () => {
  const { updates, done, pass } = tried({ fails: true });
  updates.begin(feedOfTest);
  await pass();

  expect(done).toEqual(['look', new Error('no network')]);
  expect(await pass()).toBe(86_400_000);
});

it('no feed is looked into whose version the author could not have', async () => {
  const { updates, done, pass } = tried({ replacesItself: false });

  updates.begin({ ...feedOfTest, page: null });

  expect(await pass()).toBe(0);
  expect(done).toEqual([]);
});

it('nothing is taken where nothing is known', () => {
  const { updates, done } = tried();

  updates.take();

  expect(done).toEqual([]);
});
