import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodeEntry } from '../disk/registry-record.ts';
import { anAsset, anEntry, anId, buildProject, freshFolder } from '../testing/project-builder.ts';
import { goodEntry, goodManifest, goodRoot } from './case-project.ts';
import { notUtf8, oddFiles } from './file-cases.ts';
import { linkCases } from './link-cases.ts';
import { encodedManifestCases, jsonCases, magicNameCases, manifestSchemaCases } from './manifest-cases.ts';
import {
  canBeFolder,
  controlCharacterCases,
  halfCharacterCases,
  literalPathCases,
  pathCases,
  reservedNameCases,
  tooLongCases,
  twinCases,
} from './path-cases.ts';

/** A project that has every bad input of the corpus at once, beside one good asset and its registration. */
export interface EverythingBad {
  readonly folder: string;
  /** Beside the project; nothing in it may be opened. */
  readonly outside: string;
  /** Assets that were written one by one, the good one left out. */
  readonly written: number;
}

/** Builds that project, or one with each n-th of the cases of each kind. It is the same each time. */
export async function buildEverythingBad(nth = 1): Promise<EverythingBad> {
  const some = <Case>(cases: readonly Case[]): Case[] => cases.filter((_case, at) => at % nth === 0);
  const paths = [
    ...some([...pathCases().values()].flat()),
    ...some(controlCharacterCases()),
    ...some(reservedNameCases()),
    ...some(tooLongCases()),
    ...some(halfCharacterCases()),
  ].map(({ path }) => path);
  const entries = paths.map((root, at) => encodeEntry(anEntry({ assetId: anId(at), root })));
  const badLines = [
    'hello',
    '\0',
    '<<<<<<< a',
    '{"op":"move"}',
    encodeEntry(anEntry({ assetId: anId(1), root: 'twice' })),
  ];
  const registry = [encodeEntry(goodEntry), ...entries.filter((line) => line.length < 60_000), ...badLines];
  const folder = await buildProject({ assets: { [goodRoot]: goodManifest }, registry });
  const outside = await freshFolder();
  await writeFile(join(outside, 'secret'), 'of another program');
  await writeFile(join(outside, 'asset.json'), JSON.stringify(anAsset({ name: 'Outside' })));

  let written = 0;
  async function write(root: string, content: string | Uint8Array): Promise<void> {
    const file = join(folder, 'assets', root, 'asset.json');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    written += 1;
  }
  for (const [at, path] of [...paths, ...literalPathCases].entries()) {
    await write(`source-${String(at)}`, JSON.stringify(anAsset({ sources: [path] })));
  }
  const manifests = some([...manifestSchemaCases(), ...jsonCases(), ...magicNameCases(), ...encodedManifestCases()]);
  for (const [at, { content }] of manifests.filter(({ content: { length } }) => length < 200_000).entries()) {
    await write(`manifest-${String(at)}`, content);
  }
  for (const [at, path] of paths.filter(canBeFolder).entries()) {
    await write(`folder-${String(at)}/${path}`, JSON.stringify(anAsset({ sources: ['asset.json'] })));
  }
  for (const [at, twins] of some(twinCases).entries()) {
    for (const root of twins) {
      await write(`twin-${String(at)}/${root}`, JSON.stringify(anAsset({ sources: ['asset.json'] })));
    }
  }
  for (const [at, each] of some(linkCases()).entries()) {
    await each.make(folder, outside, `link-${String(at)}`);
  }
  await symlink(outside, join(folder, 'assets/outside'));
  for (const [at, each] of oddFiles.entries()) {
    if (each.privileged !== true || process.getuid?.() === 0) {
      const asset = join(folder, 'assets', `odd-${String(at)}`);
      await mkdir(asset);
      await each.make(asset, 'asset.json');
      await each.make(asset, 'x');
    }
  }
  for (const bytes of process.platform === 'linux' ? notUtf8 : []) {
    await writeFile(Buffer.concat([Buffer.from(`${folder}/assets/`), Uint8Array.from(bytes), Buffer.from('x')]), '');
  }
  return { folder, outside, written };
}
