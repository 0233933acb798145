import type { RepairFix, RepairRule } from '../../../src-preload/contract/domain/repair.ts';
import type { CrashDisk, DiskImage } from '../testing/crash-disk.ts';
import { projectImage } from './crash-session.ts';
import {
  type CorpusRecord,
  corpusId,
  corpusRecord,
  header,
  registryOf,
  sealedLine,
  tombstone,
} from './registry-corpus.ts';

/** What a scenario can do: the commands of a project on a disk that remembers every call. */
export interface CrashWorld {
  readonly disk: CrashDisk;
  open(): Promise<void>;
  register(root: string, ending?: 'committed' | 'failed'): Promise<void>;
  compact(): Promise<void>;
  /** `goes` are ids of entries that the repair unregisters or changes. */
  repair(rule: RepairRule, fix: RepairFix['fix'], goes?: readonly string[]): Promise<void>;
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** One sequence of commands, every crash state of which is tried. `spare` is an asset that none of them registers. */
export interface CrashScenario {
  readonly name: string;
  readonly image: DiskImage;
  /** Rule R2: until its first repair is done, the project is shown and not written. */
  readonly isLost?: true;
  /** Roots that a repair brings back: they may be registered at any point. */
  readonly comesBack?: readonly string[];
  play(world: CrashWorld): Promise<void>;
}

const roots = ['a', 'b', 'c', 'spare'];

function line(number: number, parts: Partial<CorpusRecord> = {}): string {
  return sealedLine({ ...corpusRecord(number, `old-${String(number)}`), ...parts });
}

const one = line(1);
const two = line(2);

async function openAndRegister(world: CrashWorld, ...given: readonly string[]): Promise<void> {
  await world.open();
  for (const root of given) {
    await world.register(root);
  }
  await world.close();
}

/** Rule L6: what waits together shares one write and one sync, and is confirmed by none before it. */
const togetherScenarios: readonly CrashScenario[] = [
  {
    name: 'registrations that wait together',
    image: projectImage(roots, registryOf([one])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await Promise.all(['a', 'b', 'c'].map((root) => world.register(root)));
      await world.close();
    },
  },
  {
    name: 'registrations that wait together, written in pieces, and a failed sync',
    image: projectImage(roots, registryOf([one])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      world.disk.shortenWrites('assets.jsonl', 300, 1);
      world.disk.failSyncs('assets.jsonl', 'EIO', 1);
      await world.register('a', 'failed');
      await Promise.all(['b', 'c'].map((root) => world.register(root)));
      await world.close();
    },
  },
];

/** A disk that takes a few bytes at a time: every file is written in pieces. */
export const shortWriteScenario: CrashScenario = {
  name: 'registrations by short writes',
  image: projectImage(roots, registryOf([one])),
  play: async (world: CrashWorld): Promise<void> => {
    world.disk.shortenWrites('', 60, 10_000);
    await openAndRegister(world, 'a', 'b');
  },
};

/** The plain commits, and what opening the project does to an unfinished last line. */
export const registerScenarios: readonly CrashScenario[] = [
  {
    name: 'three registrations',
    image: projectImage(roots, registryOf([one, two])),
    play: (world) => openAndRegister(world, 'a', 'b', 'c'),
  },
  {
    name: 'first registration of a project without a registry',
    image: projectImage(roots, null),
    play: (world) => openAndRegister(world, 'a', 'b'),
  },
  {
    name: 'registration in an empty file',
    image: projectImage(roots, ''),
    play: (world) => openAndRegister(world, 'a'),
  },
  {
    name: 'torn tail cut at open',
    image: projectImage(roots, registryOf([one, two]) + line(3).slice(0, 70)),
    play: (world) => openAndRegister(world, 'a'),
  },
  {
    name: 'tail of NUL bytes cut at open',
    image: projectImage(roots, `${registryOf([one, two])}${line(3).slice(0, 70)}${'\0'.repeat(90)}`),
    play: (world) => openAndRegister(world, 'a'),
  },
  {
    name: 'last line without its line end',
    image: projectImage(roots, registryOf([one, two]).slice(0, -1)),
    play: (world) => openAndRegister(world, 'a', 'b'),
  },
];

/** What a failed sync leaves behind is never trusted again (rule P2). */
export const failedSyncScenarios: readonly CrashScenario[] = [
  {
    name: 'failed sync, then the rebuild',
    image: projectImage(roots, registryOf([one, two])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.register('a');
      world.disk.failSyncs('assets.jsonl', 'EIO', 1);
      await world.register('b', 'failed');
      await world.register('c');
      await world.close();
    },
  },
  {
    name: 'failed sync, and the rebuild’s sync of the folder fails too',
    image: projectImage(roots, registryOf([one, '{"op":"future","x":1}', two])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      world.disk.failSyncs('assets.jsonl', 'EIO', 1);
      world.disk.failSyncs('/project', 'EIO', 1);
      await world.register('a', 'failed');
      await world.reload();
      await world.register('b');
      await world.close();
    },
  },
];

const doubled = { ...corpusRecord(4, 'old-1') };
const revised = [1, 2, 3].map((rev) => line(5, { rev, root: `old-5-${String(rev)}`, reg: corpusRecord(5).at }));
const unregistered = tombstone(6, 2);
const conflicting = line(7, { root: 'other-7' });

const rewriteScenarios: readonly CrashScenario[] = [
  {
    name: 'compaction',
    image: projectImage(roots, registryOf([one, ...revised, line(6), two, sealedLine(unregistered), one])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.register('a');
      await world.compact();
      await world.register('b');
      await world.close();
    },
  },
  {
    name: 'R5 sealing again, then a failed sync and the rebuild',
    image: projectImage(roots, registryOf([one, two.replace('old-2', 'old-x')])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R5', 'seal-again');
      world.disk.failSyncs('assets.jsonl', 'EIO', 1);
      await world.register('a', 'failed');
      await world.register('b');
      await world.close();
    },
  },
  {
    name: 'R6 setting a line aside',
    image: projectImage(roots, registryOf([one, 'this is no record', two])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R6', 'set-aside');
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R7 finishing a merge',
    image: projectImage(roots, registryOf([one, '<<<<<<< HEAD', two, '=======', line(3), '>>>>>>> branch'])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R7', 'finish-merge');
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R9 choosing a version',
    image: projectImage(roots, registryOf([one, line(7), conflicting])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R9', 'keep-version', [corpusId(7)]);
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R10 keeping one entry of a root',
    image: projectImage(roots, registryOf([one, sealedLine(doubled), two])),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R10', 'keep-entry', [corpusId(4)]);
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R13 tidying',
    image: projectImage(roots, `\ufeff${registryOf([one, two], '\r\n')}`),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R13', 'tidy');
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R14 parting glued records',
    image: projectImage(roots, `${header}\n${one}${two}\n${line(3)}\n`),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R14', 'tidy');
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R2 bringing a lost registry back from a copy',
    isLost: true,
    comesBack: ['old-1', 'old-2'],
    image: projectImage(roots, null, {
      '.prometeu/recovery/20260101T000000000Z.former.jsonl': registryOf([one, two]),
      '.prometeu/state.json': '{"records":2,"bytes":300}',
    }),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R2', 'restore-copy');
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R2 confirming that a lost registry is empty',
    image: projectImage(roots, header, { '.prometeu/state.json': '{"records":2,"bytes":300}' }),
    isLost: true,
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R2', 'confirm-empty');
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R15 registering again what another program took away',
    image: projectImage(roots, registryOf([one]), {
      '.prometeu/recovery/20260101T000000000Z.gone.jsonl': registryOf([two, line(3)]),
    }),
    comesBack: ['old-2', 'old-3'],
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R15', 'register-again');
      await world.register('a');
      await world.close();
    },
  },
  {
    name: 'R15 leaving gone what another program took away',
    image: projectImage(roots, registryOf([one]), {
      '.prometeu/recovery/20260101T000000000Z.gone.jsonl': registryOf([two]),
    }),
    play: async (world: CrashWorld): Promise<void> => {
      await world.open();
      await world.repair('R15', 'leave-gone');
      await world.register('a');
      await world.close();
    },
  },
];

/** Every kind of write that a project knows, each on its own. */
export const crashScenarios: readonly CrashScenario[] = [
  ...registerScenarios,
  ...togetherScenarios,
  shortWriteScenario,
  ...failedSyncScenarios,
  ...rewriteScenarios,
];
