import type { DiagnosticCode } from '../../domain/diagnostic.ts';
import type { DiagnosticSentence } from '../sentence.ts';

export const diagnostics = {
  'manifest-unreadable': {
    wrong: 'asset.json can’t be read ({{errno}}).',
    why: 'Without it nothing is known of this asset.',
    next: 'Check the file’s permissions, then reload.',
  },
  'manifest-not-a-file': {
    wrong: 'asset.json is not a plain file.',
    why: 'Links, folders and devices are not read as manifests.',
    next: 'Replace it with a real file, then reload.',
  },
  'manifest-too-large': {
    wrong: 'asset.json has {{bytes, number}} bytes; the most is {{limit, number}}.',
    why: 'It was not read.',
    next: 'Move data out of the manifest into a source file, then reload.',
  },
  'manifest-not-utf8': {
    wrong: 'asset.json is not UTF-8 text.',
    why: 'Read as it is, names and paths would come out wrong.',
    next: 'Save it as UTF-8 in your editor, then reload.',
  },
  'manifest-not-json': {
    wrong: 'asset.json is not valid JSON.',
    why: 'Nothing of it could be read.',
    next: 'Mend it at the place shown, then reload.',
  },
  'manifest-too-deep': {
    wrong: 'asset.json is nested deeper than {{limit}} levels.',
    why: 'It was not read.',
    next: 'Flatten it, or move data into a source file, then reload.',
  },
  'manifest-version-unsupported': {
    wrong: 'asset.json has schemaVersion {{found}}; this Studio reads version 1.',
    why: 'A newer version may mean something else by the same words.',
    next: 'Open the project with the Studio that wrote it, or set schemaVersion to 1.',
  },
  'manifest-field-missing': {
    wrong: '“{{field}}” is missing.',
    why: 'The game can’t use the asset without it.',
    next: 'Add it to asset.json, then reload.',
  },
  'manifest-field-type': {
    wrong: '“{{field}}” is of the wrong kind.',
    why: 'The game can’t use the asset as it is.',
    next: 'Correct it in asset.json, then reload.',
  },
  'manifest-field-value': {
    wrong: '“{{field}}” has a value that is not known. Known are: {{allowed}}.',
    why: 'The game can’t use the asset as it is.',
    next: 'Correct it in asset.json, then reload.',
  },
  'manifest-field-too-short': {
    wrong: '“{{field}}” is too short; it needs at least {{limit}}.',
    why: 'The game can’t use the asset as it is.',
    next: 'Fill it in in asset.json, then reload.',
  },
  'manifest-field-too-long': {
    wrong: '“{{field}}” is too long; it may have at most {{limit}}.',
    why: 'The game can’t use the asset as it is.',
    next: 'Shorten it in asset.json, then reload.',
  },
  'manifest-duplicate-key': {
    wrong: '“{{key}}” stands in asset.json twice.',
    why: 'Programs disagree on which of the two counts.',
    next: 'Keep one of them, then reload.',
  },
  'manifest-unknown-key': {
    wrong: '“{{key}}” is not a key that asset.json can have.',
    why: 'It has no effect, and may be a typing error.',
    next: 'Correct or remove it, then reload.',
  },
  'more-problems': {
    wrong: 'There are {{count, number}} more problems in {{file}}.',
    why: 'Only the first ones are listed.',
    next: 'Mend those, then reload.',
  },
  'manifest-missing': {
    wrong: 'The asset is registered, but there is no asset.json in its folder.',
    why: 'It was there when the asset was registered: the folder was moved, renamed or deleted since.',
    next: 'Put the folder back where it was and reload. Or let the registration, which is kept meanwhile, follow it: Studio offers folders of the same name.',
  },
  'source-path-outside': {
    wrong: 'The source “{{path}}” lies outside this asset’s folder.',
    why: 'An asset owns only what lies in its own folder.',
    next: 'Move the file into the folder, or remove it from sources.',
  },
  'source-path-not-portable': {
    wrong: 'The source path “{{path}}” can’t be used on every system.',
    why: 'The project would not open the same everywhere.',
    next: 'Rename the file and correct the path in asset.json.',
  },
  'source-link-outside': {
    wrong: 'The source “{{path}}” is a link that leaves the assets folder.',
    why: 'Links are never followed out of assets.',
    next: 'Put a copy of the file in its place.',
  },
  'source-missing': {
    wrong: 'The source “{{path}}” is not there.',
    why: 'The game can’t load the asset without it.',
    next: 'Put the file back, or remove it from sources, then reload.',
  },
  'source-not-a-file': {
    wrong: 'The source “{{path}}” is not a file.',
    why: 'Only plain files can go into the pack.',
    next: 'Name the files themselves in sources.',
  },
  'source-unreadable': {
    wrong: 'The source “{{path}}” can’t be looked at ({{errno}}).',
    why: 'The pack can’t be built without it.',
    next: 'Check its permissions, then reload.',
  },
  'source-duplicate': {
    wrong: 'The source “{{path}}” is listed twice.',
    why: 'It is used once.',
    next: 'Remove one of the two from sources.',
  },
  'nested-asset': {
    wrong: 'This asset lies inside another one, “{{outer}}”.',
    why: 'The outer asset owns everything in its folder.',
    next: 'Move this folder out, then reload.',
  },
  'root-not-portable': {
    wrong: 'The folder name can’t be used on every system.',
    why: 'The project would not open the same everywhere.',
    next: 'Rename the folder, then reload.',
  },
  'duplicate-root': {
    wrong: 'This folder and “{{other}}” differ only in case or in how letters are encoded.',
    why: 'On some systems they are one folder.',
    next: 'Rename one of them, then reload.',
  },
  'duplicate-entry': {
    wrong: 'The registry has more than one entry for this asset.',
    why: 'Two people registered it before their work was merged; nobody knows which id the game uses.',
    next: 'Open Repair to keep one of them. Until then the oldest counts.',
  },
  'manifest-without-folder': {
    wrong: 'There is an asset.json directly in the assets folder.',
    why: 'An asset is a folder below assets, so this file belongs to none.',
    next: 'Move it with its files into a folder of its own, then reload.',
  },
  'folder-unreadable': {
    wrong: 'The folder “{{file}}” can’t be read ({{errno}}).',
    why: 'Assets below it are not shown.',
    next: 'Check its permissions, then reload.',
  },
  'folder-too-deep': {
    wrong: 'The folder “{{file}}” lies deeper than {{limit}} levels and was not entered.',
    why: 'Assets below it are not shown.',
    next: 'Move it further up, then reload.',
  },
  'folder-link-not-followed': {
    wrong: '“{{file}}” is a link and was not followed.',
    why: 'An asset has one place. Links could lead out of the project or in circles.',
    next: 'Put the real folder there if it holds assets.',
  },
  'name-not-utf8': {
    wrong: 'There is a file or folder in “{{file}}” whose name is not UTF-8.',
    why: 'It can’t be opened by its name on every system, so it is not shown.',
    next: 'Rename it, then reload.',
  },
  'registry-missing': {
    wrong: 'There is no assets.jsonl in this project.',
    why: 'No asset is registered as far as Studio can see. It is made with the first registration.',
    next: 'If there was one, bring it back from version control before you register, then reload.',
  },
  'registry-lost': {
    wrong: 'assets.jsonl holds no registration, and it held {{records, number}} when it was last open here.',
    why: 'Starting anew would hide them all, so nothing is written until you decide.',
    next: 'Open Repair: bring back a copy or the committed file, or confirm that it is empty.',
  },
  'registry-shrunk': {
    wrong:
      'assets.jsonl held {{before, number}} registrations when it was last open here, and holds {{now, number}} now.',
    why: 'That is as it should be after changing to another branch, and a loss otherwise.',
    next: 'Compare it with version control if you did not change branches.',
  },
  'registrations-gone': {
    wrong: 'assets.jsonl was changed outside: {{count, number}} registrations are not in it any more.',
    why: 'They were confirmed, so they are kept in .prometeu/recovery/{{copy}}.',
    next: 'Open Repair to register them again, or to leave them gone.',
  },
  'registrations-gone-unsaved': {
    wrong:
      'assets.jsonl was changed outside: {{count, number}} registrations are not in it any more, and no copy of them could be written ({{errno}}).',
    why: 'They were confirmed. They are kept in memory as long as the project is open.',
    next: 'Free space in the project’s folder and reload: the copy is tried again.',
  },
  'registry-unreadable': {
    wrong: 'assets.jsonl can’t be read ({{errno}}).',
    why: 'Studio does not know which assets are registered, so it writes nothing.',
    next: 'Check that it is a plain file with permission to read, then reload.',
  },
  'registry-version-unsupported': {
    wrong: 'assets.jsonl has format version {{found}}; this Studio reads version 1.',
    why: 'The registry is shown read-only, so that nothing in it is lost.',
    next: 'Open the project with a newer Studio to register assets.',
  },
  'registry-too-large': {
    wrong: 'assets.jsonl has more than {{limit, number}} lines or records.',
    why: 'The rest was not read, so nothing is written.',
    next: 'Ask for help: no project of this size is known.',
  },
  'registry-header-missing': {
    wrong: 'assets.jsonl does not begin with its header line.',
    why: 'Its records were read all the same.',
    next: 'Open Repair to put it back.',
  },
  'registry-torn-tail': {
    wrong: 'The last {{bytes, number}} bytes of assets.jsonl are an unfinished record.',
    why: 'A write was cut off. It was never confirmed; everything before it is kept.',
    next: 'Register the asset again if it shows as unregistered.',
  },
  'registry-tail-cut': {
    wrong: 'assets.jsonl ended in an unfinished record of {{bytes, number}} bytes, which was cut off.',
    why: 'A write was cut short before it was confirmed. The bytes are kept in .prometeu/recovery/{{copy}}.',
    next: 'Register the asset again if it shows as unregistered.',
  },
  'registry-records-glued': {
    wrong: 'Line {{line}} of assets.jsonl holds {{records, number}} records without a line end between them.',
    why: 'All of them were read. Other programs may see one broken line.',
    next: 'Open Repair to put each on a line of its own.',
  },
  'registry-not-canonical': {
    wrong: 'assets.jsonl was saved by a program that writes text in another form.',
    why: 'It was read all the same; version control shows every line as changed.',
    next: 'Open Repair to write it as it was.',
  },
  'registry-line-unreadable': {
    wrong: 'Line {{line}} of assets.jsonl can’t be read.',
    why: 'It is left as it is; all other lines count.',
    next: 'Open Repair to look at it and to set it aside.',
  },
  'registry-line-unsealed': {
    wrong: 'Line {{line}} of assets.jsonl was changed by hand, or damaged.',
    why: 'Its check sum does not fit. It was read as it stands.',
    next: 'Open Repair to confirm what it says, or compare it with version control.',
  },
  'registry-line-unknown': {
    wrong: 'Line {{line}} of assets.jsonl is of a kind that this Studio does not know.',
    why: 'It is left as it is.',
    next: 'Open the project with a newer Studio to use it.',
  },
  'registry-conflict-marker': {
    wrong: 'Line {{line}} of assets.jsonl is a merge marker: a merge is not finished.',
    why: 'Records of both sides were read; none is lost.',
    next: 'Open Repair to finish the merge: only the marker lines are taken out.',
  },
  'registry-conflict': {
    wrong: 'Two lines of assets.jsonl say different things of the same asset and revision.',
    why: 'One of them had to be chosen; the other is kept in the file.',
    next: 'Open Repair to choose the right one.',
  },
  'move-finished': {
    wrong: 'Moving “{{from}}” to “{{to}}” was interrupted, and has been finished now.',
    why: 'Its folder had been moved. A registered asset has kept its id.',
    next: 'There is nothing to do.',
  },
  'move-not-begun': {
    wrong: 'Moving “{{from}}” to “{{to}}” was interrupted before it began.',
    why: 'The asset is where it was, as it was.',
    next: 'Move it again if you still want to.',
  },
  'move-unclear': {
    wrong: 'Moving “{{from}}” to “{{to}}” was interrupted, and the disk does not say how far it came.',
    why: 'Nothing was changed. What was about to be done is kept in .prometeu/{{copy}}.',
    next: 'Look at both folders, put the asset where it belongs, then reload (F5).',
  },
  'create-finished': {
    wrong: 'Creating assets was interrupted: {{count, number}} of {{asked, number}} have their folders.',
    why: 'Each of them is whole. Of the others nothing is left in the project, and their files are where they were.',
    next: 'Create the others again.',
  },
  'intent-unreadable': {
    wrong: 'A note about an interrupted change can’t be read.',
    why: 'Nothing was guessed from it. It is kept as .prometeu/{{copy}}.',
    next: 'Look whether all assets are where they should be.',
  },
} as const satisfies Record<DiagnosticCode, DiagnosticSentence>;
