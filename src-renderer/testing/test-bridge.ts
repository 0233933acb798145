import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectFile } from '../../src-main/inspection/inspect-file.ts';
import { createInspectSource } from '../../src-main/inspection/inspections.ts';
import { createDispatcher } from '../../src-main/ipc/dispatcher.ts';
import { createJobs } from '../../src-main/ipc/jobs.ts';
import { createPackerHandlers } from '../../src-main/ipc/packer-handlers.ts';
import { createPathTokens } from '../../src-main/ipc/path-tokens.ts';
import { createKeptViews } from '../../src-main/kept-views.ts';
import { createLaunches, type Launch, launchOfFolder } from '../../src-main/launches.ts';
import type { Disk } from '../../src-main/packer/disk/disk-port.ts';
import type { FaultyDisk } from '../../src-main/packer/testing/faulty-disk.ts';
import { freshFolder } from '../../src-main/packer/testing/project-builder.ts';
import { createTestPacker } from '../../src-main/packer/testing/test-packer.ts';
import { createRecentProjects } from '../../src-main/recent-projects.ts';
import { createSavedSearches } from '../../src-main/saved-searches.ts';
import { readSettingsFile } from '../../src-main/settings-file.ts';
import { createPictures } from '../../src-main/thumbnails/pictures.ts';
import type { Bridge } from '../../src-preload/contract/bridge.ts';
import {
  type ChannelName,
  channelNames,
  droppedFilesChannel,
  type EventName,
  eventNames,
} from '../../src-preload/contract/channels.ts';
import type { CommandId } from '../../src-preload/contract/commands.ts';
import type { StudioUpdate } from '../../src-preload/contract/domain/studio-update.ts';
import type { EventOf, RequestOf, ResponseOf } from '../../src-preload/contract/packer-contract.ts';

/** A request that waits at the border. `reached` resolves when it was made, `open` lets it on. */
export interface HeldRequest {
  readonly reached: Promise<void>;
  readonly open: () => void;
}

export interface TestBridge {
  readonly bridge: Bridge;
  readonly disk: FaultyDisk;
  /** The requests so far, by channel, in order. */
  readonly requests: ChannelName[];
  /** What a channel was asked so far, in order. */
  asked<C extends ChannelName>(channel: C): readonly RequestOf<C>[];
  /** The texts that were put on the clipboard and the folders that were shown. */
  readonly copied: string[];
  readonly revealed: string[];
  /** The files that were dragged out of the window. */
  readonly dragged: string[];
  /** What the next of the system's folder dialogs answers. */
  chooseNext(path: string | null): void;
  /** What the next of the system's file dialogs answers. */
  chooseFiles(paths: readonly string[] | null): void;
  /** What the next of them that asks for folders answers. */
  chooseFolders(paths: readonly string[] | null): void;
  sendMenuCommand(command: CommandId): void;
  /** Studio is started a second time, with a folder or a link. */
  launch(launch: Launch): void;
  /** What main does where the page has crashed: the next one is given the folder again. */
  pageCrashed(): void;
  /** A newer version of Studio is known from now on. */
  findUpdate(update: StudioUpdate): void;
  /** What the native menu was told last that the window can do. */
  offered(): readonly CommandId[];
  /** The next request of a channel reaches main and is answered only once the gate is opened. */
  holdAnswer(channel: ChannelName): HeldRequest;
  /** From now on every value that a channel answers is changed like this. */
  changeAnswers<C extends ChannelName>(channel: C, change: (value: ResponseOf<C>) => ResponseOf<C>): void;
  /** From now on every request of a channel is answered with this, and main is not asked. */
  answerAll<C extends ChannelName>(channel: C, answer: () => ResponseOf<C>): void;
  /** The next request of a channel ends in this, as if the bridge or main had broken. */
  answerNext(channel: ChannelName, answer: () => Promise<unknown>): void;
}

interface BridgeOptions {
  readonly launchFolder?: string;
  readonly sample?: string;
  readonly disk?: Disk;
}

/** The window's bridge on the real dispatcher, the real handlers and a real packer, with only Electron left out. */
export async function createTestBridge(options: BridgeOptions = {}): Promise<TestBridge> {
  const { packer, disk } = createTestPacker({
    // The system’s trash is not for tests.
    trash: { moveToTrash: (path) => rm(path, { recursive: true }) },
    ...(options.disk === undefined ? {} : { disk: options.disk }),
  });
  const requests: ChannelName[] = [];
  const payloads: { readonly channel: ChannelName; readonly payload: unknown }[] = [];
  const copied: string[] = [];
  const revealed: string[] = [];
  const dragged: string[] = [];
  const answers = new Map<ChannelName, (dispatch: () => Promise<unknown>) => Promise<unknown>>();
  const changes = new Map<ChannelName, (value: unknown) => unknown>();
  const standIns = new Map<ChannelName, () => unknown>();
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>(eventNames.map((name) => [name, new Set()]));
  let chosen: string | null = null;
  let chosenFiles: readonly string[] | null = null;
  let chosenFolders: readonly string[] | null = null;
  let offered: readonly CommandId[] = [];
  let update: StudioUpdate | null = null;
  const atStart = options.launchFolder === undefined ? null : launchOfFolder(options.launchFolder);
  const launches = createLaunches(atStart);

  function emit<E extends EventName>(event: E, payload: EventOf<E>): void {
    for (const listener of listeners.get(event) ?? []) {
      listener(structuredClone(payload));
    }
  }

  const dispatch = createDispatcher(
    createPackerHandlers({
      packer,
      desktop: {
        chooseFolder: () => Promise.resolve(chosen),
        chooseFiles: (what) => Promise.resolve(what === 'files' ? chosenFiles : chosenFolders),
        revealFolder: (path) => Promise.resolve(void revealed.push(path)),
        dragFile: (path) => void dragged.push(path),
        copyText: (text) => Promise.resolve(void copied.push(text)),
        showReport: () => Promise.resolve(),
        noteOpened: () => undefined,
        listOpened: () => undefined,
        offerCommands: (available) => {
          offered = available;
        },
        applySettings: () => undefined,
        languageOf: ({ language }) => (language === 'system' ? 'en' : language),
        nextSteps: () => undefined,
      },
      folders: createPathTokens(),
      files: createPathTokens(),
      recent: createRecentProjects(join(await freshFolder(), `${randomUUID()}.json`), (error) => {
        throw error;
      }),
      keptViews: createKeptViews(
        join(await freshFolder(), 'project-views.json'),
        // In memory alone: nothing is written once a test has ended.
        () => () => undefined,
        (error) => {
          throw error;
        },
      ),
      savedSearches: createSavedSearches(join(await freshFolder(), `${randomUUID()}.json`), (error) => {
        throw error;
      }),
      settings: await readSettingsFile(join(await freshFolder(), 'settings.json'), (error) => {
        throw error;
      }),
      jobs: createJobs({
        progress: (progress) => {
          emit('packer:job-progress', progress);
        },
        ended: (job) => {
          emit('packer:job-ended', job);
        },
        overall: () => undefined,
      }),
      now: () => new Date().toISOString(),
      // No thumbnail is made here: `asset://` needs Electron.
      inspectSource: createInspectSource({
        packer,
        // Without the process of its own.
        queue: { make: (_key, order, _priority, signal) => inspectFile(order, signal) },
      }),
      describePicture: createPictures({
        packer,
        cache: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
        queue: { make: () => Promise.resolve({ kind: 'cancelled' }) },
      }).describe,
      findSample: () => Promise.resolve(options.sample ?? null),
      logFile: join(await freshFolder(), 'main.log'),
      countCrashDumps: () => Promise.resolve(0),
      versions: [],
      takeLaunch: launches.take,
      updates: { known: () => update, take: () => undefined },
    }),
    (_incident, channel, error) => {
      throw new Error(`Incident on ${channel}`, { cause: error });
    },
  );

  async function request(channel: ChannelName, payload: unknown): Promise<unknown> {
    // What the native menu is told, what is kept for the next time and what runs already are no requests of the author's, and
    // come when it has settled.
    if (channel !== 'studio:offer-commands' && channel !== 'studio:keep-view' && channel !== 'packer:list-jobs') {
      requests.push(channel);
    }
    payloads.push({ channel, payload });
    const forward = async (): Promise<unknown> => {
      const standIn = standIns.get(channel);
      if (standIn !== undefined) {
        return structuredClone({ ok: true, value: standIn() });
      }
      const reply = structuredClone(await dispatch(channel, structuredClone(payload)));
      const change = changes.get(channel);
      return reply.ok && change !== undefined ? { ok: true, value: change(reply.value) } : reply;
    };
    const answer = answers.get(channel);
    answers.delete(channel);
    return answer === undefined ? forward() : answer(forward);
  }

  return {
    bridge: {
      requests: Object.fromEntries(
        channelNames.map((channel) => [channel, (payload: unknown) => request(channel, payload)]),
      ) as Bridge['requests'],
      events: Object.fromEntries(
        eventNames.map((event) => [
          event,
          (listener: (payload: unknown) => void) => {
            listeners.get(event)?.add(listener);
            return () => listeners.get(event)?.delete(listener);
          },
        ]),
      ) as Bridge['events'],
      // A test's files say themselves where they lie: here nobody else knows.
      takeDroppedFiles: (files, besides) =>
        request(droppedFilesChannel, { paths: files.map((file) => (file as { readonly name: string }).name), besides }),
    },
    disk,
    requests,
    asked: <C extends ChannelName>(channel: C) =>
      payloads.filter((each) => each.channel === channel).map(({ payload }) => payload as RequestOf<C>),
    copied,
    revealed,
    dragged,
    chooseNext: (path) => {
      chosen = path;
    },
    chooseFiles: (paths) => {
      chosenFiles = paths;
    },
    chooseFolders: (paths) => {
      chosenFolders = paths;
    },
    sendMenuCommand: (command) => {
      emit('studio:run-command', { command });
    },
    launch: (launch) => {
      launches.put(launch);
      emit('studio:open-launch-folder', null);
    },
    pageCrashed: () => {
      if (atStart !== null) {
        launches.put(atStart);
      }
    },
    findUpdate: (found) => {
      update = found;
      emit('studio:update-found', null);
    },
    offered: () => offered,
    holdAnswer: (channel) => {
      const reached = createSignal();
      const opened = createSignal();
      answers.set(channel, async (forward) => {
        const answer = await forward();
        reached.give();
        await opened.given;
        return answer;
      });
      return { reached: reached.given, open: opened.give };
    },
    changeAnswers: (channel, change) => {
      changes.set(channel, change as (value: unknown) => unknown);
    },
    answerAll: (channel, answer) => {
      standIns.set(channel, answer);
    },
    answerNext: (channel, answer) => {
      answers.set(channel, answer);
    },
  };
}

function createSignal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
