import type { DiagnosticCode } from '../../../../src-preload/contract/domain/diagnostic.ts';
import { encodeEntry, encodeTombstone } from '../../disk/registry-record.ts';
import { Confirmations, type Tolerance } from './checker.ts';
import { assetIdOf, createFaultProject, entriesFor, entryOf, type FaultProject, rootsNamed } from './fault-project.ts';
import type { Injection } from './injection.ts';
import type { WriterStep } from './writer-orders.ts';

/** A project as it is before a writer comes, and what has to be true after it. */
export interface Scene {
  readonly project: FaultProject;
  readonly known: Confirmations;
  readonly tolerance: Tolerance;
}

/** What a writer does while it is interrupted. */
export interface Script {
  readonly name: string;
  prepare(parent: string): Scene;
  steps(folder: string): readonly WriterStep[];
  /** What goes wrong in any case, so that the writer comes to the code that puts it right. */
  readonly always: readonly Injection[];
}

const spareRoot = 'spare';
/** What an interrupted append leaves, and what recovery says of it. */
const tornTail: readonly DiagnosticCode[] = ['registry-torn-tail', 'registry-tail-cut'];

interface Registering {
  readonly name: string;
  readonly entries: number;
  readonly wanted?: number;
  /** Lines behind the entries. */
  readonly extra?: readonly string[];
  readonly keptExtra?: readonly string[];
  readonly tail?: string;
  readonly noFile?: boolean;
  readonly first?: (folder: string) => readonly WriterStep[];
  /** All of them with one command. */
  readonly together?: boolean;
  readonly always?: readonly Injection[];
  readonly diagnostics?: readonly DiagnosticCode[];
  readonly strangeLines?: boolean;
  readonly alsoConfirmed?: ReadonlyMap<string, string>;
  /** A root of which nobody can say whether it counts. */
  readonly openRoot?: string;
}

/** Opens, does what is asked for first, registers some roots, and compares with the disk. */
function registering(options: Registering): Script {
  const {
    name,
    entries,
    wanted = 3,
    extra = [],
    keptExtra = [],
    tail = '',
    noFile = false,
    first,
    together = false,
  } = options;
  const before = rootsNamed('before', entries);
  const asked = rootsNamed('asked', wanted);
  const { lines, confirmed } = entriesFor(before);
  const also = options.alsoConfirmed ?? new Map<string, string>();
  return {
    name,
    always: options.always ?? [],
    prepare: (parent) => ({
      project: createFaultProject(parent, {
        roots: [...before, ...also.keys(), ...asked, spareRoot],
        lines: noFile ? null : [...lines, ...extra],
        tail,
      }),
      known: new Confirmations(new Map([...confirmed, ...also]), options.openRoot),
      tolerance: {
        diagnostics: [...tornTail, ...(options.diagnostics ?? [])],
        strangeLines: options.strangeLines ?? false,
        keptLines: [...lines, ...keptExtra],
        spareRoot,
      },
    }),
    steps: (folder) => [
      { do: 'open', folder },
      ...(first?.(folder) ?? []),
      { do: together ? 'register-many' : 'register', folder, roots: asked },
      { do: 'verify', folder },
      { do: 'verify', folder },
      { do: 'close', folder },
    ],
  };
}

/** Registrations on a file with that many entries. */
export function registerScript(entries: number, wanted = 3): Script {
  return registering({ name: `register on ${entries}`, entries, wanted });
}

/** Registrations with one command, of which two batches are written (rule L9). */
export function registerManyScript(entries: number): Script {
  return registering({ name: `register many on ${entries}`, entries, wanted: 300, together: true });
}

/** The registrations that make the file. */
export function firstRegistrationScript(wanted: number): Script {
  return registering({
    name: `first registration, ${wanted} roots`,
    entries: 0,
    wanted,
    noFile: true,
    diagnostics: ['registry-missing'],
  });
}

/** The first sync fails, so that the registry is written anew into a new file. */
export function rebuildScript(entries: number): Script {
  return registering({
    name: `rebuild of ${entries} after a failed sync`,
    entries,
    always: [{ calls: 'datasync', what: { error: 'EIO' }, when: '1' }],
  });
}

/** Half of the file are records of which a later revision stands in it, and one is a tombstone. */
export function compactionScript(entries: number): Script {
  const movedRoots = rootsNamed('moved', entries);
  const moved = movedRoots.flatMap((root, at) => [entryOf(5000 + at, root), entryOf(5000 + at, root, 2)]);
  const kept = moved.filter(({ rev }) => rev === 2).map(encodeEntry);
  const gone = { assetId: assetIdOf(9000), rev: 2, commandId: 'gone', writtenAt: '2026-01-02T00:00:00.000Z' };
  return registering({
    name: `compaction of ${entries}`,
    entries,
    extra: [...moved.map(encodeEntry), encodeEntry(entryOf(9000, 'gone')), encodeTombstone(gone)],
    keptExtra: [...kept, encodeTombstone(gone)],
    alsoConfirmed: new Map(movedRoots.map((root, at) => [root, assetIdOf(5000 + at)])),
    first: (folder) => [{ do: 'compact', folder }],
  });
}

/** An unfinished merge, which is finished. */
export function finishMergeScript(entries: number): Script {
  const ours = encodeEntry(entryOf(7000, 'ours'));
  const theirs = encodeEntry(entryOf(7001, 'theirs'));
  return registering({
    name: `finishing a merge of ${entries}`,
    entries,
    extra: ['<<<<<<< HEAD', ours, '=======', theirs, '>>>>>>> branch'],
    keptExtra: [ours, theirs],
    alsoConfirmed: new Map([
      ['ours', assetIdOf(7000)],
      ['theirs', assetIdOf(7001)],
    ]),
    first: (folder) => [{ do: 'repair', folder, rule: 'R7', fix: 'finish-merge' }],
    diagnostics: ['registry-conflict-marker'],
    strangeLines: true,
  });
}

/** A line that can't be read, which is set aside. */
export function setAsideScript(entries: number): Script {
  return registering({
    name: `setting a line of ${entries} aside`,
    entries,
    extra: ['{"op":"put","id":"01a20f00-0000-7000'],
    first: (folder) => [{ do: 'repair', folder, rule: 'R6', fix: 'set-aside' }],
    diagnostics: ['registry-line-unreadable'],
    strangeLines: true,
  });
}

/** A record that somebody edited, which is sealed again. */
export function sealAgainScript(entries: number): Script {
  const sealed = encodeEntry(entryOf(8000, 'edited-before'));
  return registering({
    name: `sealing a record of ${entries} again`,
    entries,
    extra: [sealed.replace('edited-before', 'edited')],
    openRoot: 'edited',
    first: (folder) => [{ do: 'repair', folder, rule: 'R5', fix: 'seal-again' }],
    diagnostics: ['registry-line-unsealed'],
    strangeLines: true,
  });
}

/** A last line that was cut off: recovery cuts it away when the project is opened. */
export function tornTailScript(entries: number): Script {
  const torn = encodeEntry(entryOf(8100, 'torn')).slice(0, 60);
  return registering({ name: `torn tail behind ${entries}`, entries, tail: torn });
}

/** A last line without its line end. */
export function unfinishedTailScript(entries: number): Script {
  const whole = encodeEntry(entryOf(8200, 'whole'));
  return registering({
    name: `unfinished tail behind ${entries}`,
    entries,
    tail: whole,
    alsoConfirmed: new Map([['whole', assetIdOf(8200)]]),
  });
}
