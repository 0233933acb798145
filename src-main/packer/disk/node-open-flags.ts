import fs from 'node:fs';

// The constants are missing on Windows, where links need a privilege and pipes have no path in a folder.
const known = new Map(Object.entries(fs.constants));

/** Fails where the last step of the path is a link; nothing on systems that have no such flag. */
export const noFollow = known.get('O_NOFOLLOW') ?? 0;
/** Does not wait for the other end of a pipe. */
export const noWait = known.get('O_NONBLOCK') ?? 0;
/** Fails where the path names anything but a folder. */
export const onlyFolders = known.get('O_DIRECTORY') ?? 0;
