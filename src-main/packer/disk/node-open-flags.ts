import { plainFiles } from './plain-files.ts';

// The constants are missing on Windows, where links need a privilege and pipes have no path in a folder.
const known = new Map(Object.entries(plainFiles.constants));

/** Fails where the last step of the path is a link; nothing on systems that have no such flag. */
export const noFollow = known.get('O_NOFOLLOW') ?? 0;
/** Does not wait for the other end of a pipe. */
export const noWait = known.get('O_NONBLOCK') ?? 0;
/** Fails where the path names anything but a folder. */
export const onlyFolders = known.get('O_DIRECTORY') ?? 0;

/** What each mode of the port's `open` asks of the system. */
export const openFlags = {
  read: plainFiles.constants.O_RDONLY | noFollow | noWait,
  append: plainFiles.constants.O_WRONLY | plainFiles.constants.O_APPEND | noFollow | noWait,
  create: plainFiles.constants.O_WRONLY | plainFiles.constants.O_CREAT | plainFiles.constants.O_EXCL | noFollow,
} as const;
