import nodeFiles from 'node:fs';

/**
 * The functions of `node:fs`, with every file as it is on the disk. Those of Electron take one that is called `*.asar` for a
 * folder with an app in it, and fail on it with an error that has no code where it is none. What Electron has without that
 * is its `original-fs` (electronjs.org, “ASAR Archives”: “Treating an ASAR archive as a normal file”). It is asked for by
 * name at run time, so that nothing of Electron is imported, and is not there elsewhere.
 */
export const plainFiles = (process.getBuiltinModule('original-fs') ?? nodeFiles) as typeof nodeFiles;
