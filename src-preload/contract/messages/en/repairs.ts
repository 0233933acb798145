import type { RepairFix } from '../../domain/repair.ts';
import type { RepairSentence } from '../sentence.ts';

/** What each fix is called on its button, and what it will do. */
export const repairs = {
  'restore-copy': {
    label: 'Bring back this copy',
    effect: 'Writes the {{records, number}} registrations of {{copy}} as the registry.',
  },
  'restore-committed': {
    label: 'Bring back the committed file',
    effect: 'Writes the {{records, number}} registrations of the last commit of version control as the registry.',
  },
  'confirm-empty': {
    label: 'It is empty',
    effect: 'Goes on with no registrations. What copies there are stay in .prometeu/recovery.',
  },
  'cut-tail': {
    label: 'Cut it off',
    effect: 'Takes the unfinished record out of the file and keeps its bytes in .prometeu/recovery.',
  },
  'seal-again': {
    label: 'It is right as it stands',
    effect: 'Writes the record again, as it stands, as a new revision with its check sum.',
  },
  'set-aside': {
    label: 'Set the line aside',
    effect: 'Takes the line out of the file and keeps it, byte for byte, in .prometeu/recovery.',
  },
  'finish-merge': {
    label: 'The merge is finished',
    effect: 'Takes the marker lines out of the file. Every record of both sides stays.',
  },
  'keep-version': {
    label: 'Keep “{{root}}”',
    effect: 'Writes this version as the next revision; the other line stays in the file without effect.',
  },
  'keep-entry': {
    label: 'Keep the one of {{registeredAt}}',
    effect: 'Unregisters the other entries of this folder. Their ids are never used again.',
  },
  tidy: {
    label: 'Write it in the usual form',
    effect: 'Writes every record on a line of its own, in the form that version control expects. Nothing is dropped.',
  },
  'register-again': {
    label: 'Register them again',
    effect: 'Writes the {{records, number}} registrations as they were, with the same ids.',
  },
  'leave-gone': {
    label: 'Leave them gone',
    effect: 'Does not write them again. The copy stays in .prometeu/recovery.',
  },
} as const satisfies Record<RepairFix['fix'], RepairSentence>;
