import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildProject } from '../packer/testing/project-builder.ts';
import { createTestPacker, unhurried, valueOf } from '../packer/testing/test-packer.ts';
import type { InspectionOrder, InspectionOutcome } from './inspection-messages.ts';
import { createInspectSource, type InspectSource } from './inspections.ts';

const made = {
  kind: 'made',
  inspection: { kind: 'text', encoding: 'utf-8', lines: 1, json: null },
} as const satisfies InspectionOutcome;

interface Opened {
  readonly inspect: (root: string, path: string) => ReturnType<InspectSource>;
  readonly orders: InspectionOrder[];
}

async function open(folder: string, outcome: InspectionOutcome = made): Promise<Opened> {
  const { packer } = createTestPacker();
  const { projectId } = valueOf(await packer.openProject(folder, unhurried));
  const orders: InspectionOrder[] = [];
  const inspect = createInspectSource({
    packer,
    queue: {
      make: (_key, order) => {
        orders.push(order);
        return Promise.resolve(outcome);
      },
    },
  });
  return { inspect: (root, path) => inspect(projectId, root, path), orders };
}

function anAsset(type: string, sources: readonly string[]): unknown {
  return { schemaVersion: 1, name: 'A', type, sources };
}

test('F1 a source that the manifest lists is inspected, with those beside it only where it is a model', async () => {
  const folder = await buildProject({
    assets: { model: anAsset('model', ['a.gltf', 'a.bin']), text: anAsset('text', ['a.txt', 'b.txt']) },
  });
  const { inspect, orders } = await open(folder);

  expect(await inspect('model', 'a.gltf')).toEqual({ ok: true, value: made.inspection });
  await inspect('text', 'a.txt');

  expect(
    orders.map(({ kind, path, siblings }) => ({ kind, path, siblings: siblings.map((each) => each.path) })),
  ).toEqual([
    { kind: 'model', path: 'a.gltf', siblings: ['a.gltf', 'a.bin'] },
    { kind: 'text', path: 'a.txt', siblings: [] },
  ]);
});

test('F1 nothing else is: no other file of the project, and none outside it', async () => {
  const outside = await buildProject({ files: { 'secret.txt': 'x' } });
  const folder = await buildProject({
    assets: { a: anAsset('text', ['a.txt']), b: anAsset('text', ['link.txt']) },
    files: { 'assets/a/other.txt': 'x' },
  });
  await writeFile(join(folder, 'assets/b/asset.json'), JSON.stringify(anAsset('text', ['in.txt', 'link.txt'])));
  await writeFile(join(folder, 'assets/b/in.txt'), 'x');
  await rm(join(folder, 'assets/b/link.txt'));
  await symlink(join(outside, 'secret.txt'), join(folder, 'assets/b/link.txt'));
  const { inspect, orders } = await open(folder);

  for (const path of ['other.txt', 'asset.json', '../b/in.txt', '/etc/passwd', '']) {
    expect(await inspect('a', path)).toMatchObject({ ok: false });
  }
  expect(await inspect('b', 'link.txt')).toMatchObject({ ok: false });
  expect(orders).toEqual([]);
});

test('F2 why there is nothing to say is told as data', async () => {
  const folder = await buildProject({ assets: { a: anAsset('image', ['a.xyz', 'a.png']) } });
  const ended = await open(folder, { kind: 'refused', code: 'crashed' });
  const changed = await open(folder, { kind: 'changed' });

  expect(await ended.inspect('a', 'a.xyz')).toEqual({ ok: true, value: { kind: 'refused', code: 'no-kind' } });
  expect(await ended.inspect('a', 'a.png')).toEqual({ ok: true, value: { kind: 'refused', code: 'crashed' } });
  expect(await changed.inspect('a', 'a.png')).toEqual({ ok: true, value: { kind: 'refused', code: 'changed' } });
});
