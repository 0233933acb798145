import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from './packer/testing/project-builder.ts';
import { createSavedSearches } from './saved-searches.ts';

describe('saved searches', () => {
  it('are of a project each, by name, and there after the next start', async () => {
    const file = join(await freshFolder(), 'data/saved.json');
    const saved = createSavedSearches(file, () => undefined);

    await Promise.all([
      saved.save('/a', { name: 'To do', search: 'is:unregistered' }),
      saved.save('/a', { name: 'Drafts', search: 'tag:draft' }),
      saved.save('/b', { name: 'Other', search: 'x' }),
      saved.save('/a', { name: 'To do', search: 'is:unregistered -tag:draft' }),
    ]);

    expect(await createSavedSearches(file, () => undefined).list('/a')).toEqual([
      { name: 'Drafts', search: 'tag:draft' },
      { name: 'To do', search: 'is:unregistered -tag:draft' },
    ]);
    expect(await saved.remove('/a', 'Drafts')).toBe(true);
    expect(await saved.list('/a')).toMatchObject([{ name: 'To do' }]);
    expect(await saved.list('/c')).toEqual([]);
  });

  it('of another version of Studio are kept beside those that are saved', async () => {
    const file = join(await freshFolder(), 'saved.json');
    const ofAnother = JSON.stringify({ v: 2, projects: [], groups: ['mine'] });
    await writeFile(file, ofAnother);
    const saved = createSavedSearches(file, () => undefined);

    expect(await saved.list('/a')).toEqual([]);
    expect(await saved.save('/a', { name: 'To do', search: 'x' })).toBe(true);

    expect(await saved.list('/a')).toMatchObject([{ name: 'To do' }]);
    expect(await readFile(`${file}.unreadable`, 'utf8')).toBe(ofAnother);
  });

  it('that the system does not let be read are not written over', async () => {
    const file = join(await freshFolder(), 'saved.json');
    await symlink(file, file);
    const troubles: unknown[] = [];
    const saved = createSavedSearches(file, (error) => troubles.push(error));

    expect(await saved.save('/a', { name: 'To do', search: 'x' })).toBe(false);

    expect(troubles).toMatchObject([{ code: 'ELOOP' }]);
  });

  it('say so where they can’t be written', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    const troubles: unknown[] = [];
    const saved = createSavedSearches(join(folder, 'data/saved.json'), (error) => troubles.push(error));

    expect(await saved.save('/a', { name: 'To do', search: 'x' })).toBe(false);
    expect(troubles.length).toBeGreaterThan(0);
  });
});
