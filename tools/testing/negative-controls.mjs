// @ts-check

/**
 * A defect that the fault harness must notice: a harness that finds nothing is worth what it would find. `from` stands
 * exactly once in `file`; with `to` in its place, `fault` must have a violation of which `notices` is a part.
 *
 * @typedef {object} NegativeControl
 * @property {string} name
 * @property {string} file below src-main/packer
 * @property {string} from
 * @property {string} to
 * @property {string} fault
 * @property {string} notices
 */

const journal = 'disk/registry-journal.ts';
const append = 'disk/checked-append.ts';

/** @type {readonly NegativeControl[]} */
export const negativeControls = [
  {
    name: 'sync removed',
    file: append,
    from: '    await file.datasync();\n',
    to: '',
    fault: 'power-cut-registering',
    notices: 'the confirmed registration of',
  },
  {
    name: 'folder sync removed',
    file: journal,
    from: '      await disk.syncFolder(projectFolder);\n',
    to: '',
    fault: 'power-cut-creating',
    notices: 'the confirmed registration of',
  },
  {
    name: 'write loop removed',
    file: 'disk/write-fully.ts',
    from: '  while (rest.byteLength > 0) {\n',
    to: '  if (rest.byteLength > 0) {\n',
    fault: 'short-writes',
    notices: 'is not committed but',
  },
  {
    name: 'checksum not checked',
    file: 'disk/registry-record.ts',
    from: 'const sealed = isSealed(line);',
    to: "const sealed = line !== '' || isSealed(line);",
    fault: 'bit-rot',
    notices: 'is taken as sealed',
  },
  {
    name: 'failed sync tried again',
    file: append,
    from: "    return { kind: 'failed', step: 'sync', errno: errnoOf(error), isInDoubt: true };\n",
    to: '    await file.datasync();\n',
    fault: 'power-cut-failed-sync',
    notices: 'the confirmed registration of b',
  },
  {
    name: 'identity of the file not checked',
    file: 'disk/registry-file.ts',
    from: '    status.identity === expected.identity &&\n',
    to: '',
    fault: 'foreign-between-steps',
    notices: 'same-size at',
  },
];
