import type { FieldKind, JsonProblem, PortabilityReason, TextForm } from '../../domain/diagnostic.ts';
import type {
  FileProblem,
  LinkProblem,
  NewRootReason,
  notAProjectReasons,
  ReadOnlyReason,
} from '../../domain/failure.ts';

/** One sentence for each `reason` that a failure or a finding can carry. It stands after what is wrong. */
export const reasons = {
  'empty-segment': 'It has an empty part, “.” or “..”.',
  absolute: 'It is absolute.',
  backslash: 'It has a backslash; use “/”.',
  'control-character': 'It has a control character or a line break.',
  'reserved-character': 'It has one of < > : " | ? *.',
  'reserved-name': 'It has a name that Windows keeps for devices.',
  'trailing-dot-or-space': 'A part ends in a dot or a space.',
  'not-unicode': 'It has half of a character, which no file name can hold.',
  'not-nfc': 'It has letters in decomposed form (not NFC).',
  'too-long': 'It is too long.',
  'private-folder': 'It leads into a folder that is not the game’s.',
  'hidden-folder': 'A part begins with a dot, and Studio does not look into such folders.',
  'too-deep': 'It is too deep, or has folders in it that are.',

  'must-be-object': 'It must be an object in braces { }.',
  'must-be-list': 'It must be a list in brackets [ ].',
  'must-be-text': 'It must be a text in double quotes.',
  'must-be-number': 'It must be a number.',
  'must-be-boolean': 'It must be true or false.',

  'symbol-invalid': 'There is a word that JSON does not know.',
  'number-invalid': 'A number is not written as JSON asks.',
  'property-name-expected': 'A key in double quotes is expected, perhaps after a comma too many.',
  'value-expected': 'A value is expected, perhaps after a comma too many.',
  'colon-expected': 'A colon is expected.',
  'comma-expected': 'A comma is expected.',
  'closing-brace-expected': 'A closing brace } is expected.',
  'closing-bracket-expected': 'A closing bracket ] is expected.',
  'end-expected': 'The text should end here.',
  'comment-not-allowed': 'JSON has no comments.',
  'string-not-ended': 'A text is not ended by a double quote.',
  'escape-invalid': 'There is a backslash that means nothing.',
  'character-invalid': 'A text holds a control character or a line break.',

  'no-folder': 'There is no such folder.',
  'not-a-folder': 'It is a file.',
  'no-project-file': 'It has no prometeu.json.',
  'no-assets-folder': 'It has no assets folder.',
  'project-file-invalid': 'Its prometeu.json is not valid.',

  'link-unknown': 'It does not say what Studio’s links do: prometeu://open, with a project and perhaps an asset.',
  'link-without-project': 'It names no project.',
  'link-path-unusable': 'Its project is not the whole path of a folder on this computer.',

  'version-unsupported': 'It was written by a newer version.',
  'too-large': 'It is larger than what is read.',
  unreadable: 'It could not be read.',
  'not-a-file': 'It is not a plain file.',
  lost: 'It held registrations before and holds none now.',
  'no-permission': 'Its folder may not be written ({{errno}}).',
  'rebuild-failed': 'A write failed, and writing it anew failed too ({{errno}}).',
  'lock-unavailable': 'It could not be reserved for this program ({{errno}}).',
  'opened-for-reading': 'It was opened for reading alone.',

  'no-file': 'It is not there any more.',
  'a-folder': 'It is a folder, and only files are taken.',
  'a-link': 'It is a link, and links are not followed.',
  'too-large-to-copy': 'It has 4 GiB or more.',
  'changed-meanwhile': 'It was changed while it was copied.',

  'byte-order-mark': 'It begins with a byte order mark.',
  'carriage-return': 'Its lines end in CR and LF.',
} as const satisfies Record<
  | FieldKind
  | FileProblem
  | JsonProblem
  | LinkProblem
  | PortabilityReason
  | NewRootReason
  | TextForm
  | (typeof notAProjectReasons)[number]
  | ReadOnlyReason,
  string
>;
