/**
 * The system's names for what a disk refused, in words: what it means, and what to do before trying again. A name that
 * is not here is shown as it is.
 */
export const errnos = {
  ENOSPC: { means: 'The disk is full.', next: 'Free some space on it, then try again.' },
  EDQUOT: {
    means: 'Your share of this disk is used up.',
    next: 'Free some space of your own on it, or ask for a larger share, then try again.',
  },
  EFBIG: { means: 'The file may not grow any further here.', next: 'Lift the limit on file sizes, then try again.' },
  EACCES: {
    means: 'You have no permission for it.',
    next: 'Change the permissions of the file and its folder, then try again.',
  },
  EPERM: {
    means: 'The system does not allow it.',
    next: 'Check the permissions and the protection of the file and its folder, then try again.',
  },
  EROFS: { means: 'The disk is read-only.', next: 'Make the disk writable, then try again.' },
  EIO: {
    means: 'The disk reported an error.',
    next: 'Check the disk and its cable or network, keep a copy of the project elsewhere, then try again.',
  },
  EMFILE: { means: 'Too many files are open.', next: 'Close what you do not need, then try again.' },
  ENFILE: { means: 'Too many files are open on this system.', next: 'Close other programs, then try again.' },
  EBUSY: { means: 'Another program is using it.', next: 'Close it there, then try again.' },
  ENOENT: { means: 'It is not there any more.', next: 'Put it back, then try again.' },
  ENOTCONN: { means: 'The connection to the disk is lost.', next: 'Connect the disk again, then try again.' },
  ESTALE: { means: 'The network folder is not what it was.', next: 'Connect it again, then try again.' },
} as const satisfies Record<string, ErrnoSentence>;

/** What is said of an errno. */
interface ErrnoSentence {
  readonly means: string;
  readonly next: string;
}
