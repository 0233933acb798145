/** System calls that do one thing, as strace wants them named. */
export const callGroups = {
  open: 'openat',
  write: 'write,pwrite64',
  datasync: 'fdatasync',
  sync: 'fsync',
  status: 'fstat,newfstatat,statx',
  truncate: 'ftruncate',
  rename: 'rename,renameat,renameat2',
  close: 'close',
  read: 'read,pread64',
  remove: 'unlink,unlinkat',
  makeFolder: 'mkdir,mkdirat',
  list: 'getdents64',
} as const;
export type CallGroup = keyof typeof callGroups;

/** What happens instead of a call, or at it. */
export interface Injection {
  readonly calls: CallGroup;
  /** The error that the call answers instead of being made, the signal, or the wait before it. */
  readonly what: { readonly error: string } | { readonly signal: 'SIGKILL' } | { readonly delayMicroseconds: number };
  /** `3` the third, `3+` the third and every later one. */
  readonly when: string;
}
