import type { Saying } from '../../app/translation.ts';

/** The asset that commands are about. `turn` is another one for each selecting. */
export interface CommandSubject {
  readonly root: string;
  readonly name: string;
  readonly turn: number;
}

/** Says the result of a command on an asset. */
export type Announce = (text: Saying, tone?: { readonly problem?: boolean; readonly reason?: boolean }) => void;
