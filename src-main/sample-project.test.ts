import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anAsset, buildProject, freshFolder } from './packer/testing/project-builder.ts';
import { findSampleCopy } from './sample-project.ts';

describe('the sample project', () => {
  it('is copied at the first call', async () => {
    const original = await buildProject({ assets: { 'ui/ok': anAsset() } });
    const copy = join(await freshFolder(), 'data/sample');

    const found = await findSampleCopy(original, copy);

    expect(found).toBe(copy);
    expect(await readdir(copy, { recursive: true })).toEqual(await readdir(original, { recursive: true }));
  });

  it('is not copied over what the author did to it', async () => {
    const original = await buildProject();
    const copy = join(await freshFolder(), 'sample');
    await findSampleCopy(original, copy);
    await writeFile(join(copy, 'assets.jsonl'), 'mine');

    const found = await findSampleCopy(original, copy);

    expect(found).toBe(copy);
    expect(await readFile(join(copy, 'assets.jsonl'), 'utf8')).toBe('mine');
  });

  it('leaves the original as it is', async () => {
    const original = await buildProject();
    const copy = join(await freshFolder(), 'sample');
    await findSampleCopy(original, copy);

    await rm(copy, { recursive: true });

    expect(await readdir(original)).toContain('prometeu.json');
  });

  it('starts anew where a copy was cut off', async () => {
    const original = await buildProject();
    const copy = join(await freshFolder(), 'sample');
    await findSampleCopy(await buildProject({ files: { 'left-over': '' } }), `${copy}.unfinished`);

    const found = await findSampleCopy(original, copy);

    expect(found).toBe(copy);
    expect(await readdir(copy)).not.toContain('left-over');
    expect(await readdir(join(copy, '..'))).toEqual(['sample']);
  });

  it('is null where this installation has none', async () => {
    const folder = await freshFolder();

    const found = await findSampleCopy(join(folder, 'nowhere'), join(folder, 'sample'));

    expect(found).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is the author’s copy also where this installation has none any more', async () => {
    const copy = await buildProject();

    const found = await findSampleCopy(join(await freshFolder(), 'nowhere'), copy);

    expect(found).toBe(copy);
  });
});
