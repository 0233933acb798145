// @ts-check

/**
 * One way to break the packer. `from` stands exactly once in `file`; the tests named must notice when `to` stands there.
 *
 * @typedef {object} Mutant
 * @property {string} name
 * @property {string} file below src-main/packer
 * @property {string} from
 * @property {string} to
 * @property {string} test below src-main/packer
 * @property {string} [only] the tests of that file, by a pattern on their names
 */

const journal = 'disk/registry-journal.ts';
const commands = 'runtime/project-commands.ts';
const patch = 'core/register-asset.ts';

const commandTest = 'runtime/project-commands.test.ts';
const faultTest = 'runtime/commit-faults.test.ts';
const packerTest = 'runtime/packer.test.ts';
const laneTest = 'runtime/write-lane.test.ts';
const oracleTest = 'runtime/snapshot-oracle.test.ts';

/** Indexes that a patch must bring up to date. The oracle must notice each without being told where to look. */
const indexes = /** @type {const} */ (['root', 'name', 'type', 'registration']).map((order) => ({
  name: `patch: order by ${order} forgotten`,
  file: 'core/asset-orders.ts',
  from: `    ${order}: replaced(orders.${order}, before, after),`,
  to: `    ${order}: orders.${order},`,
  test: oracleTest,
}));

/** @type {readonly Mutant[]} */
export const packerMutants = [
  ...indexes,
  {
    name: 'patch: entries by id forgotten',
    file: 'core/registry-view.ts',
    from: 'byId: withItem(view.byId, entry)',
    to: 'byId: view.byId',
    test: oracleTest,
  },
  {
    name: 'patch: entries by root forgotten',
    file: 'core/registry-view.ts',
    from: 'byRoot: withItem(view.byRoot, entry)',
    to: 'byRoot: view.byRoot',
    test: oracleTest,
  },
  {
    name: 'patch: counts forgotten',
    file: patch,
    from: '    counts: countsWith(countsWith(snapshot.counts, before, -1), after, 1),\n',
    to: '',
    test: oracleTest,
  },
  {
    name: 'patch: registration not counted',
    file: 'core/asset-counts.ts',
    from: 'registration: { ...counts.registration, [registration]: counts.registration[registration] + by }',
    to: 'registration: counts.registration',
    test: packerTest,
    only: 'Q2',
  },
  {
    name: 'patch: entry not given to the asset',
    file: patch,
    from: 'const after = { ...before, entry };',
    to: 'const after = { ...before };',
    test: oracleTest,
  },
  {
    name: 'patch: changes the published snapshot in place',
    file: patch,
    from: 'const after = { ...before, entry };',
    to: 'const after = Object.assign(before, { entry });',
    test: oracleTest,
  },
  {
    name: 'patch: revision not raised',
    file: patch,
    from: '    revision: snapshot.revision + 1,\n',
    to: '',
    test: commandTest,
    only: 'P3',
  },
  {
    name: 'patch: ended torn tail not told',
    file: patch,
    from: 'snapshot.diagnostics.flatMap(afterCommit)',
    to: 'snapshot.diagnostics',
    test: packerTest,
    only: 'R3',
  },
  {
    name: 'commit: fdatasync removed',
    file: journal,
    from: '      await file.datasync();\n',
    to: '',
    test: commandTest,
    only: 'P4',
  },
  {
    name: 'commit: append removed',
    file: journal,
    from: '      await writeOrCutBack(file, bytes, target);\n',
    to: '',
    test: commandTest,
    only: 'P4',
  },
  {
    name: 'commit: write loop removed',
    file: 'disk/write-fully.ts',
    from: 'while (rest.byteLength > 0) {',
    to: 'if (rest.byteLength > 0) {',
    test: faultTest,
    only: 'P2',
  },
  {
    name: 'commit: no look at the file before the write',
    file: journal,
    from: "if (!isExpected(await atStep('check', file.status()), target)) {",
    to: "await atStep('check', file.status());\n      if (target.bytes < 0) {",
    test: faultTest,
    only: 'P5',
  },
  {
    name: 'commit: no look at the file after the write',
    file: journal,
    from: 'if (!(await isStillThere(file, end))) {',
    to: 'await isStillThere(file, end);\n      if (end.bytes < 0) {',
    test: faultTest,
    only: 'P5',
  },
  {
    name: 'commit: no look at the path after the write',
    file: journal,
    from: 'isExpected(await file.status(), end) && isExpected(await disk.status(path), end)',
    to: 'isExpected(await file.status(), { ...end })',
    test: commandTest,
    only: 'P4',
  },
  {
    name: 'commit: a registry that came since the read is replaced',
    file: journal,
    from: 'if (expected === null && (await isThere())) {',
    to: 'if (expected === null && !(await isThere()) && path === projectFolder) {',
    test: faultTest,
    only: 'P5 keeps a registry',
  },
  {
    name: 'commit: published before it is durable',
    file: commands,
    from: '      const outcome = await journal.append(entry);\n',
    to: [
      '      snapshots.patch(projectId, (current) => patchRegistered(current, entry));',
      '      const outcome = await journal.append(entry);\n',
    ].join('\n'),
    test: commandTest,
    only: 'P1',
  },
  {
    name: 'commit: full reload instead of the patch',
    file: commands,
    from: 'const snapshot = snapshots.patch(projectId, (current) => patchRegistered(current, entry));',
    to: 'const snapshot = await snapshots.reload(projectId, (revision) => readProject(revision, unhurried));',
    test: commandTest,
    only: 'P4',
  },
  {
    name: 'commit: refusals not asked for',
    file: commands,
    from: 'const refusal = refusalToRegister(snapshot, root);',
    to: 'const refusal = snapshot.revision < 0 ? refusalToRegister(snapshot, root) : null;',
    test: commandTest,
    only: 'P1 writes nothing',
  },
  {
    name: 'commit: a repeated id taken for the same registration',
    file: commands,
    from: 'if (held !== undefined && !written) {',
    to: 'if (held !== undefined && !written && root === held.assetId) {',
    test: commandTest,
    only: 'L3',
  },
  {
    name: 'commit: refused although a record was written',
    file: commands,
    from: 'if (refusal !== null && written) {',
    to: 'if (refusal !== null && written && root === commandId) {',
    test: faultTest,
    only: 'P5 does not say refused',
  },
  {
    name: 'failed write: not cut back',
    file: journal,
    from: '        await file.truncate(target.bytes);\n',
    to: '',
    test: faultTest,
    only: 'P2 cuts',
  },
  {
    name: 'failed write: cut not synced',
    file: journal,
    from: '        await file.truncate(target.bytes);\n        await file.sync();\n',
    to: '        await file.truncate(target.bytes);\n',
    test: faultTest,
    only: 'P2 cuts',
  },
  {
    name: 'failed cut: file not in doubt',
    file: journal,
    from: '        errnoOf(cutError);\n        doubted = { identity: target.identity, attempted: bytes };\n',
    to: '        errnoOf(cutError);\n',
    test: faultTest,
    only: 'P2 writes the registry anew',
  },
  {
    name: 'failed sync: second sync tried',
    file: journal,
    from: "      doubted = { identity: target.identity, attempted: bytes };\n      throw new StepFailed('sync', error);",
    to: "      await file.datasync().catch(() => {\n        throw new StepFailed('sync', error);\n      });",
    test: faultTest,
    only: 'P2 says that the outcome',
  },
  {
    name: 'failed sync: rebuild over what another program wrote',
    file: journal,
    from: '      if (!(await holdsNothingForeign())) {',
    to: '      if (!(await holdsNothingForeign()) && nextPrefix === path) {',
    test: faultTest,
    only: 'P2 never writes over',
  },
  {
    name: 'commit: registrations that are gone not told',
    file: commands,
    from: 'if (gone > 0 && !written) {',
    to: 'if (gone < 0 && !written) {',
    test: faultTest,
    only: 'P5 notices',
  },
  {
    name: 'failed sync: no rebuild afterwards',
    file: commands,
    from: '            afterwards: async () => {\n',
    to: '            afterwards: async () => {\n              await Promise.resolve();\n              return;\n',
    test: faultTest,
    only: 'P2 says that the outcome',
  },
  {
    name: 'failed rebuild: not tried again before the next write',
    file: commands,
    from: '    const refusedBy = await resolveDoubt();\n',
    to: '    const refusedBy = journal.isInDoubt() ? null : await resolveDoubt();\n',
    test: faultTest,
    only: 'P2 tries the rebuild again',
  },
  {
    name: 'failed rebuild: not tried again before a reload',
    file: commands,
    from: 'const refusedBy = before === null ? null : await resolveDoubt();',
    to: 'const refusedBy = journal.isInDoubt() ? null : await resolveDoubt();',
    test: faultTest,
    only: 'P2 rebuilds before an explicit reload',
  },
  {
    name: 'rebuild: new file not synced',
    file: journal,
    from: '    await file.sync();\n    return await file.status();\n',
    to: '    return await file.status();\n',
    test: faultTest,
    only: 'P2 writes the registry anew by a new file',
  },
  {
    name: 'rebuild: new file not read back',
    file: journal,
    from: "if (written.kind !== 'bytes' || !bytes.equals(written.bytes)) {",
    to: "if (written.kind !== 'bytes') {",
    test: faultTest,
    only: 'P2 keeps the old file',
  },
  {
    name: 'rebuild: folder not synced',
    file: journal,
    from: '      await disk.syncFolder(dirname(path));\n',
    to: '',
    test: faultTest,
    only: 'P2 writes the registry anew by a new file',
  },
  {
    name: 'rebuild: lines that can’t be read are dropped',
    file: journal,
    from: 'registryLines(entries, tombstones, keptLines)',
    to: 'registryLines(entries, tombstones, [])',
    test: faultTest,
    only: 'P2 keeps every line',
  },
  {
    name: 'rebuild: tombstones are dropped',
    file: journal,
    from: 'registryLines(entries, tombstones, keptLines)',
    to: 'registryLines(entries, [], keptLines)',
    test: faultTest,
    only: 'P2 keeps every line',
  },
  {
    name: 'failed patch: no reload',
    file: commands,
    from: '      const snapshot = await fullReload();\n',
    to: '      const snapshot = currentSnapshot();\n',
    test: faultTest,
    only: 'P5 commits by a full reload',
  },
  {
    name: 'failed reload: stale snapshot served',
    file: commands,
    from: '      snapshots.markUnavailable(projectId);\n',
    to: '',
    test: faultTest,
    only: 'P6',
  },
  {
    name: 'failed reload: unreadable registry shown as empty',
    file: commands,
    from: "if (snapshot.readOnly === 'unreadable' || snapshot.readOnly === 'not-a-file') {",
    to: 'if (revision < 0) {',
    test: faultTest,
    only: 'P6',
  },
  {
    name: 'registry: checksum not looked at',
    file: 'disk/registry-record.ts',
    from: 'const sealed = isSealed(line);',
    to: "const sealed = isSealed(line) || line !== '';",
    test: 'disk/registry-record.test.ts',
  },
  {
    name: 'registry: record glued to a torn tail',
    file: 'disk/registry-reader.ts',
    from: "unfinished ? '\\n' : ''",
    to: "unfinished ? '' : ''",
    test: packerTest,
    only: 'R3',
  },
  {
    name: 'lane: jobs run at the same time',
    file: 'runtime/write-lane.ts',
    from: 'const result = tail.then(job);',
    to: 'const result = Promise.resolve().then(job);',
    test: laneTest,
    only: 'L1',
  },
  {
    name: 'lane: a duty that throws ends the jobs after it',
    file: 'runtime/write-lane.ts',
    from: '.then((ended) => ended.afterwards?.()).catch(() => undefined)',
    to: '.then((ended) => ended.afterwards?.(), () => undefined)',
    test: laneTest,
    only: 'L2',
  },
  {
    name: 'lane: close does not wait',
    file: 'runtime/write-lane.ts',
    from: '      await tail;\n',
    to: '      await Promise.resolve();\n',
    test: laneTest,
    only: 'L5',
  },
  {
    name: 'commands: a repeat runs again',
    file: 'runtime/completion-memory.ts',
    from: 'if (first !== undefined) {',
    to: "if (first !== undefined && commandId === '') {",
    test: commandTest,
    only: 'L3',
  },
];
