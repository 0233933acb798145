import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiagnosticCode } from '../../../src-preload/contract/domain/diagnostic.ts';
import { anAsset } from '../testing/project-builder.ts';

/** A link put somewhere into a project, and what is told of the asset or of the project. */
export interface LinkCase {
  readonly name: string;
  /** Makes the asset `root` with its link. `outside` is a folder beside the project, with a file `secret` in it. */
  make(folder: string, outside: string, root: string): Promise<void>;
  readonly codes: readonly (DiagnosticCode | 'no-such-asset')[];
  readonly projectCodes: readonly DiagnosticCode[];
}

type Place = 'source' | 'step' | 'manifest' | 'folder';

/** Where a link leads, and what is told of a source that is it, and of a source `secret` behind it. */
const targets: readonly (readonly [string, string, DiagnosticCode | null, DiagnosticCode | null])[] = [
  ['a file outside', 'OUTSIDE/secret', 'source-link-outside', 'source-missing'],
  ['a folder outside', 'OUTSIDE', 'source-link-outside', 'source-link-outside'],
  ['nothing outside', 'OUTSIDE/nothing', 'source-missing', 'source-missing'],
  ['the root of the system', '/', 'source-link-outside', 'source-missing'],
  ['a device', '/dev/zero', 'source-link-outside', 'source-missing'],
  ['its own process', '/proc/self/environ', 'source-link-outside', 'source-missing'],
  ['the project’s file', '../../prometeu.json', 'source-link-outside', 'source-missing'],
  ['the registry', '../../assets.jsonl', 'source-link-outside', 'source-missing'],
  ['the project', '../..', 'source-link-outside', 'source-missing'],
  ['all assets', '..', 'source-link-outside', 'source-missing'],
  [
    'a name that begins as the folder of assets does',
    '../../assets-more',
    'source-link-outside',
    'source-link-outside',
  ],
  ['its own folder', '.', 'source-not-a-file', null],
  ['itself', 'link', 'source-unreadable', 'source-unreadable'],
  ['a link to itself', 'link-2', 'source-unreadable', 'source-unreadable'],
  ['a link to the outside', 'link-3', 'source-link-outside', 'source-link-outside'],
  ['a chain of 60 links', 'chain-0', 'source-unreadable', 'source-unreadable'],
  ['nothing', 'nothing', 'source-missing', 'source-missing'],
];

const notFollowed: Readonly<Record<'manifest' | 'folder', Pick<LinkCase, 'codes' | 'projectCodes'>>> = {
  manifest: { codes: ['manifest-not-a-file'], projectCodes: [] },
  folder: { codes: ['no-such-asset'], projectCodes: ['folder-link-not-followed'] },
};

const wording: Readonly<Record<Place, string>> = {
  source: 'the source is a link to',
  step: 'the source lies behind a link to',
  manifest: 'asset.json is a link to',
  folder: 'the folder of the asset is a link to',
};

/** Every target of a link at every place that a link can have. */
export function linkCases(): LinkCase[] {
  return targets.flatMap(([name, target, asSource, asStep]) => [
    linkCase('source', name, target, asSource),
    linkCase('step', name, target, asStep),
    linkCase('manifest', name, target, null),
    linkCase('folder', name, target, null),
  ]);
}

function linkCase(place: Place, name: string, target: string, code: DiagnosticCode | null): LinkCase {
  const told = { codes: code === null ? [] : [code], projectCodes: [] };
  return {
    name: `${wording[place]} ${name}`,
    ...(place === 'manifest' || place === 'folder' ? notFollowed[place] : told),
    make: async (folder, outside, root) => {
      const to = target.replace('OUTSIDE', outside);
      const asset = join(folder, 'assets', root);
      if (place === 'folder') {
        await symlink(to, asset);
        return;
      }
      await mkdir(asset);
      await writeFile(join(asset, 'secret'), 'inside');
      await symlink(to, join(asset, place === 'manifest' ? 'asset.json' : 'link'));
      if (place !== 'manifest') {
        const source = place === 'source' ? 'link' : 'link/secret';
        await writeFile(join(asset, 'asset.json'), JSON.stringify(anAsset({ sources: [source] })));
      }
      await symlink('link-2', join(asset, 'link-2'));
      await symlink(outside, join(asset, 'link-3'));
      for (let at = 0; at < 60; at += 1) {
        await symlink(`chain-${String(at + 1)}`, join(asset, `chain-${String(at)}`));
      }
    },
  };
}
