import type { FailureCode } from '../../domain/failure.ts';
import type { FailureSentence } from '../sentence.ts';

const nothingWritten = 'Nothing was written.';
const nothingChanged = 'Nothing was changed.';

export const failures = {
  'no-such-asset': {
    wrong: 'There is no asset “{{root}}” in this project.',
    safe: nothingWritten,
    next: 'Reload (F5) if you added it since the last read.',
  },
  'already-registered': {
    wrong: '“{{root}}” is registered already.',
    safe: nothingWritten,
    next: 'There is nothing to do.',
  },
  'invalid-manifest': {
    wrong: 'The asset.json of “{{root}}” is not valid.',
    safe: nothingWritten,
    next: 'Fix what Problems lists, and try again. What you mend outside of Studio it sees after a reload (F5).',
  },
  'invalid-root': {
    wrong: 'The folder “{{root}}” can’t be an asset where it is.',
    safe: nothingWritten,
    next: 'Move or rename it as Problems says, then reload (F5).',
  },
  'duplicate-root': {
    wrong: '“{{root}}” and “{{other}}” are the same folder on some systems.',
    safe: nothingWritten,
    next: 'Rename one of them, then reload (F5).',
  },
  'asset-missing': {
    wrong: 'The folder of “{{root}}” was not there at the last read.',
    safe: 'Its registration is kept.',
    next: 'Put the folder back, then reload (F5).',
  },
  'asset-not-missing': {
    wrong: 'The folder of “{{root}}” was there at the last read.',
    safe: nothingWritten,
    next: 'There is nothing to do.',
  },
  'not-registered': {
    wrong: '“{{root}}” is not registered.',
    safe: nothingWritten,
    next: 'There is nothing to do.',
  },
  'duplicate-entry': {
    wrong: '“{{root}}” has several registrations.',
    safe: nothingWritten,
    next: 'Keep one of them in Repair first.',
  },
  'holds-other-assets': {
    wrong: 'In the folder of “{{root}}” lies another asset, “{{other}}”.',
    safe: nothingChanged,
    next: 'Move that one to the trash first, or out of there.',
  },
  'new-root-invalid': {
    wrong: '“{{root}}” can’t be an asset’s folder.',
    safe: nothingChanged,
    next: 'Choose another folder.',
  },
  'new-root-unchanged': {
    wrong: 'This is where the asset lies already.',
    safe: nothingChanged,
    next: 'Change the name or the folder.',
  },
  'new-root-taken': {
    wrong: 'There is something at “{{root}}” already.',
    safe: nothingChanged,
    next: 'Choose another folder, or move away first what is there.',
  },
  'new-root-twin': {
    wrong: '“{{root}}” and “{{other}}” are spelled differently, and lead to one folder on some systems.',
    safe: nothingChanged,
    next: 'Spell it the same, or choose another folder.',
  },
  'new-root-in-asset': {
    wrong: '“{{root}}” lies in the folder of an asset, “{{other}}”.',
    safe: nothingChanged,
    next: 'Choose a folder outside of it.',
  },
  'file-not-usable': {
    wrong: '“{{file}}” can’t be copied, so that “{{root}}” was not created.',
    safe: 'The file was left as it is.',
    next: 'Settle what is in the way, then choose the file again.',
  },
  'in-trash': {
    wrong: 'This can’t be done from here: the files of “{{root}}” are in the system’s trash.',
    safe: nothingWritten,
    next: 'Bring them back from the trash, then reload (F5). What was done before it can be undone in the History.',
  },
  'no-trash': {
    wrong: 'This program can’t move anything to the trash.',
    safe: nothingChanged,
    next: 'Do it in Studio’s window.',
  },
  'move-refused': {
    wrong: 'The disk refused to move “{{root}}” to “{{to}}” ({{errno}} at step “{{step}}”).',
    safe: 'No file is lost, and no registration.',
    next: 'Check free space and that both folders may be written, then reload (F5) and try again.',
  },
  'trash-refused': {
    wrong: 'The system did not move the folder of “{{root}}” to the trash.',
    safe: 'The folder is where it was. If it was registered, it is unregistered now; Undo brings that back.',
    next: 'Check that the folder may be moved and that there is a trash, then try again.',
  },
  'changed-since': {
    wrong: '“{{root}}” has changed since.',
    safe: nothingWritten,
    next: 'Look at the asset as it is now, and change it from there.',
  },
  'already-undone': {
    wrong: 'This was undone already.',
    safe: nothingWritten,
    next: 'There is nothing to do.',
  },
  'nothing-to-undo': {
    wrong: 'There is nothing to undo.',
    safe: nothingWritten,
    next: 'The history begins with what you do next.',
  },
  'nothing-to-redo': {
    wrong: 'There is nothing to redo.',
    safe: nothingWritten,
    next: 'What you undo can be done again until you do something else.',
  },
  'history-incomplete': {
    wrong: 'The history does not say any more what this changed.',
    safe: nothingWritten,
    next: 'Change the assets themselves.',
  },
  'manifest-changed': {
    wrong: 'The asset.json of “{{root}}” was changed on disk since it was read.',
    safe: nothingWritten,
    next: 'Reload (F5) to see it as it is, then edit it again.',
  },
  'manifest-not-editable': {
    wrong: 'The asset.json of “{{root}}” can’t be edited here without losing what is in it.',
    safe: nothingWritten,
    next: 'Mend what Problems lists in a text editor, then reload (F5).',
  },
  'registry-read-only': {
    wrong: 'This project’s registry (assets.jsonl) can’t be written.',
    safe: 'It is shown as it is, and nothing in it is changed.',
    next: 'Settle what is in the way, then reload (F5).',
  },
  'registry-locked': {
    wrong: 'Another program has this project open for writing: process {{pid}} on {{host}}.',
    safe: 'Everything can be looked at here, and nothing is written.',
    next: 'Register there, or close it there and then reload here (F5).',
  },
  'registry-locked-by-unknown': {
    wrong: 'This project is reserved for writing, and its lock file (.prometeu/lock) does not say by whom.',
    safe: 'Everything can be looked at here, and nothing is written.',
    next: 'Close other programs that have it open and reload (F5), or take it over if there are none.',
  },
  'finding-gone': {
    wrong: 'assets.jsonl says something else by now than what was shown.',
    safe: nothingWritten,
    next: 'Look at the findings again; they are read anew.',
  },
  'compaction-blocked': {
    wrong: 'assets.jsonl has findings that compacting it could hide.',
    safe: nothingWritten,
    next: 'Settle them in Repair first, then compact again.',
  },
  'snapshot-unavailable': {
    wrong: 'The project could not be read again, so nothing of it is shown as current.',
    safe: 'What was confirmed is on disk.',
    next: 'Check that its folder is where it was and may be read, then reload (F5).',
  },
  'project-closing': {
    wrong: 'The project is being closed.',
    safe: nothingWritten,
    next: 'Open it again to go on.',
  },
  'still-opening': {
    wrong: 'The project is still being opened.',
    safe: nothingChanged,
    next: 'Wait until its assets have been checked against the disk.',
  },
  'disk-refused': {
    wrong: 'The disk refused the write ({{errno}} at step “{{step}}”).',
    safe: 'Every earlier registration is kept.',
    next: 'Check free space and that assets.jsonl may be written, then try again.',
  },
  'file-refused': {
    wrong: 'The disk refused to write {{path}} ({{errno}} at step “{{step}}”).',
    safe: 'The file is as it was.',
    next: 'Check free space and that its folder may be written, then try again.',
  },
  'registry-keeps-changing': {
    wrong: 'Another program keeps changing assets.jsonl.',
    safe: 'The asset is not registered, and every earlier registration is kept.',
    next: 'Wait until the other program is done, reload (F5), and try again.',
  },
  'registrations-gone': {
    wrong: 'Another program changed assets.jsonl: {{count, number}} registrations that were in it are gone.',
    safe: 'Nothing was written. Studio shows the file as it is now.',
    next: 'Bring the file back from version control and reload (F5), or register again to go on with it as it is.',
  },
  'project-not-open': {
    wrong: 'This project is not open any more.',
    safe: nothingChanged,
    next: 'Open it again.',
  },
  'not-a-project': {
    wrong: 'This folder is not a Prometeu project.',
    safe: nothingChanged,
    next: 'Choose the folder that holds prometeu.json and assets, or create a project.',
  },
  'link-invalid': {
    wrong: 'This link can’t be followed.',
    safe: nothingChanged,
    next: 'Copy it anew in Studio, with Copy link, or open the project with Open project.',
  },
  'folder-unreadable': {
    wrong: 'This folder can’t be read ({{errno}}).',
    safe: nothingChanged,
    next: 'Check its permissions, then open it again.',
  },
  'folder-not-empty': {
    wrong: 'There are files in this folder already.',
    safe: nothingChanged,
    next: 'Choose an empty folder for the new project.',
  },
  'folder-not-known': {
    wrong: 'Studio does not know this folder any more.',
    safe: nothingChanged,
    next: 'Choose it again with Open project.',
  },
  'files-not-known': {
    wrong: 'Studio does not know these files any more.',
    safe: nothingWritten,
    next: 'Choose them again.',
  },
  'create-failed': {
    wrong: 'The project could not be created ({{errno}}).',
    safe: 'No file that was there before was touched.',
    next: 'Check the folder’s permissions and free space, then try again.',
  },
  'read-failed': {
    wrong: 'The project could not be read ({{errno}}).',
    safe: nothingChanged,
    next: 'Check that the folder is still there and may be read, then reload (F5).',
  },
  'sample-not-found': {
    wrong: 'The sample project is not part of this installation.',
    safe: nothingChanged,
    next: 'Install Prometeu Studio again, or open a project of your own.',
  },
  'selection-outdated': {
    wrong: 'The list has changed since the assets were selected.',
    safe: nothingWritten,
    next: 'Select them again.',
  },
  cancelled: {
    wrong: 'Cancelled.',
    safe: nothingChanged,
    next: 'Start it again whenever you like.',
  },
  'invalid-request': {
    wrong: 'Studio sent a request that the packer does not understand. This is a defect.',
    safe: nothingChanged,
    next: 'Restart Studio. If it comes again, report it with the log.',
  },
  'untrusted-sender': {
    wrong: 'A request came from a page that is not Studio’s own.',
    safe: nothingChanged,
    next: 'Restart Studio.',
  },
  internal: {
    wrong: 'Something went wrong inside the packer. This is a defect (incident {{incident}}).',
    safe: 'What was confirmed is on disk.',
    next: 'Reload (F5). If it comes again, report it with the incident number.',
  },
  'bridge-unavailable': {
    wrong: 'Studio’s window lost its connection to the packer.',
    safe: 'What was confirmed is on disk.',
    next: 'Restart Studio.',
  },
  'malformed-reply': {
    wrong: 'The packer sent an answer that Studio does not understand. This is a defect.',
    safe: 'What was confirmed is on disk.',
    next: 'Restart Studio. If it comes again, report it with the log.',
  },
} as const satisfies Record<FailureCode, FailureSentence>;
