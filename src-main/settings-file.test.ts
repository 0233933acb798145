import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsAtFirst } from '../src-preload/contract/domain/settings.ts';
import { freshFolder } from './packer/testing/project-builder.ts';
import { readSettingsFile } from './settings-file.ts';

async function aFile(content?: unknown): Promise<string> {
  const file = join(await freshFolder(), 'data/settings.json');
  if (content !== undefined) {
    await mkdir(dirname(file));
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return file;
}

const noTrouble = (error: unknown): void => {
  throw error;
};

test('settings are those of the first start until one is chosen, and are there at the next start', async () => {
  const file = await aFile();
  const settings = await readSettingsFile(file, noTrouble);
  expect(settings.current()).toEqual(settingsAtFirst);

  expect(await settings.change({ theme: 'contrast' })).toBe(true);
  expect(await settings.change({ language: 'pt-BR' })).toBe(true);

  const chosen = { ...settingsAtFirst, theme: 'contrast', language: 'pt-BR' };
  expect(settings.current()).toEqual(chosen);
  expect((await readSettingsFile(file, noTrouble)).current()).toEqual(chosen);
});

test('a choice that this version does not know costs itself alone', async () => {
  const file = await aFile({ v: 1, settings: { theme: 'sepia', density: 'comfortable', sound: 'loud' } });

  expect((await readSettingsFile(file, noTrouble)).current()).toEqual({ ...settingsAtFirst, density: 'comfortable' });
});

test('a file that can’t be read, or written, stands in nobody’s way', async () => {
  const troubles: unknown[] = [];
  const file = await aFile('not JSON');
  const settings = await readSettingsFile(file, (error) => troubles.push(error));
  expect(settings.current()).toEqual(settingsAtFirst);
  const blocked = await readSettingsFile(join(file, 'below/a/file.json'), (error) => troubles.push(error));

  expect(await blocked.change({ motion: 'reduced' })).toBe(false);

  expect(blocked.current()).toEqual({ ...settingsAtFirst, motion: 'reduced' });
  expect(troubles.length).toBeGreaterThanOrEqual(2);
  expect(await readFile(file, 'utf8')).toBe('not JSON');
});
