import type { EntryCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { CrashDisk, DiskImage } from '../testing/crash-disk.ts';
import { type CrashSession, projectImage } from './crash-session.ts';
import { corpusRecord, header, registryOf, sealedLine, tombstone } from './registry-corpus.ts';

/** One write of each kind, on a project made for it: what is broken into at every step. */
export interface Operation {
  readonly name: string;
  /** The project, with as many further registrations as wanted. */
  image(further: number): DiskImage;
  /** What brings the disk to where the write goes wrong; before the project is opened. */
  prepare?(disk: CrashDisk): void;
  /** Absent where opening the project is the write. */
  act?(session: CrashSession): Promise<{ readonly status: string; readonly assetId?: string } | null>;
}

const roots = ['a', 'b', 'spare'];

function lines(further: number): string[] {
  return Array.from({ length: 2 + further }, (_, at) => sealedLine(corpusRecord(at + 1, `old-${String(at + 1)}`)));
}

const unsealed = sealedLine(corpusRecord(50, 'unsealed')).replace('"root":"unsealed"', '"root":"changed"');

export const operations: readonly Operation[] = [
  {
    name: 'register',
    image: (further) => projectImage(roots, registryOf(lines(further))),
    act: (session) => session.register('a'),
  },
  {
    name: 'first registration',
    image: () => projectImage(roots, null),
    act: (session) => session.register('a'),
  },
  {
    name: 'write that fails',
    image: (further) => projectImage(roots, registryOf(lines(further))),
    prepare: (disk: CrashDisk): void => {
      disk.shortenWrites('assets.jsonl', 30, 1);
      disk.shortenWrites('assets.jsonl', 0, 1);
    },
    act: (session) => session.register('a'),
  },
  {
    name: 'sync that fails, and the rebuild',
    image: (further) => projectImage(roots, registryOf([...lines(further), '{"op":"future"}'])),
    prepare: (disk: CrashDisk): void => {
      disk.failSyncs('assets.jsonl', 'EIO', 1);
    },
    act: async (session: CrashSession): Promise<EntryCompletion> => {
      await session.register('a');
      return session.register('b');
    },
  },
  {
    name: 'compaction',
    image: (further) =>
      projectImage(
        roots,
        registryOf([
          ...lines(further),
          sealedLine({ ...corpusRecord(40, 'moved'), rev: 2, reg: corpusRecord(40).at }),
          sealedLine(corpusRecord(40)),
          sealedLine(corpusRecord(41)),
          sealedLine(tombstone(41, 2)),
          ...lines(0),
        ]),
      ),
    act: (session) => session.compact(),
  },
  {
    name: 'repair by a rewrite',
    image: (further) => projectImage(roots, registryOf([...lines(further), 'this is no record'])),
    act: (session) => session.repair('R6', 'set-aside'),
  },
  {
    name: 'repair by a record',
    image: (further) => projectImage(roots, registryOf([...lines(further), unsealed])),
    act: (session) => session.repair('R5', 'seal-again'),
  },
  {
    name: 'tidying',
    image: (further) => projectImage(roots, `\ufeff${registryOf(lines(further), '\r\n')}`),
    act: (session) => session.repair('R13', 'tidy'),
  },
  {
    name: 'torn tail cut at open',
    image: (further) =>
      projectImage(roots, `${header}\n${lines(further).join('\n')}\n${sealedLine(corpusRecord(60)).slice(0, 80)}`),
  },
];
