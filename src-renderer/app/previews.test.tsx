import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';
import { speak } from './translation.ts';

const sample = resolve(import.meta.dirname, '../../samples/meadow/assets');

/** The addresses that the page read bytes from. */
let fetched: { readonly url: string; readonly range: string | null }[] = [];
let folder = '';

// `asset://` needs Electron: here it is the file itself, by the last parts of its address.
beforeEach(() => {
  fetched = [];
  vi.stubGlobal('fetch', async (url: string, options: { readonly headers?: Record<string, string> } = {}) => {
    const [root = '', ...path] = new URL(url).pathname.slice(1).split('/').map(decodeURIComponent);
    const range = options.headers?.['Range'] ?? null;
    fetched.push({ url, range });
    const bytes = await readFile(join(folder, 'assets', root, ...path));
    const end = range === null ? bytes.length : Number(range.split('-')[1]) + 1;
    return new Response(new Uint8Array(bytes.subarray(0, end)));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  speak('en');
});

async function open(assets: Readonly<Record<string, object>>, files: Readonly<Record<string, string | Uint8Array>>) {
  folder = await buildProject({ assets, files });
  return renderStudio({ launchFolder: folder });
}

function anAsset(name: string, type: string, sources: readonly string[]): object {
  return { schemaVersion: 1, name, type, sources };
}

async function choose({ user }: RenderedStudio, name: string): Promise<void> {
  await user.click(await findRow(name));
  await within(screen.getByRole('region', { name: 'Details' })).findByRole('heading', { name, level: 2 });
}

test('a text is shown with its lines, and what is hidden in it can be seen', async () => {
  const studio = await open(
    { a: anAsset('Notes', 'text', ['a.txt']) },
    { 'assets/a/a.txt': 'one\n<b>two</b>\t3\nrtl \u202e evil\n' },
  );
  await choose(studio, 'Notes');

  const text = await details().findByRole('group', { name: 'Text of “Notes”' });
  expect(text).toHaveProperty('textContent', '1one2<b>two</b>\t33rtl [RLO] evil');
  expect(await details().findByText('UTF-8')).toBeTruthy();
  expect(fetched.map(({ range }) => range)).toEqual(['bytes=0-999999']);
});

test('of a long text the first megabyte is shown, and said to be that', async () => {
  const studio = await open(
    { a: anAsset('Log', 'text', ['a.txt']) },
    { 'assets/a/a.txt': `${'x'.repeat(20_000)}\n${'é\n'.repeat(400_000)}` },
  );
  await choose(studio, 'Log');

  expect(await details().findByText('Only the first 1 MB of 1.2 MB are shown.')).toBeTruthy();
  expect(await details().findByText('… 15,000 more characters')).toBeTruthy();
  expect(await details().findByText('400,001')).toBeTruthy();
});

test('what is no text, and JSON that is none, are told with the reason', async () => {
  const studio = await open(
    { a: anAsset('Binary', 'data', ['a.dat']), b: anAsset('Typo', 'data', ['b.json']) },
    { 'assets/a/a.dat': Uint8Array.of(1, 0, 2), 'assets/b/b.json': '{\n"a": 1,\n}' },
  );
  await choose(studio, 'Binary');
  expect(await details().findByText(/holds bytes that are no text/)).toBeTruthy();
  expect(await details().findByText('No text that Studio can read')).toBeTruthy();

  await choose(studio, 'Typo');
  expect(await details().findByText(/^Not valid, line 3, column 1: A key in double quotes is expected/)).toBeTruthy();
  const key = await details().findByText('"a"');
  expect(key.className).toContain('text-info');
});

test('which of several files is shown is the author’s choice, and the facts follow it', async () => {
  const studio = await open(
    { a: anAsset('Dialogue', 'text', ['en.txt', 'pt.txt', 'gone.txt']) },
    { 'assets/a/en.txt': 'Good morning', 'assets/a/pt.txt': 'Bom dia\n\nfim' },
  );
  await choose(studio, 'Dialogue');
  await details().findByText('Good morning');

  await studio.user.selectOptions(details().getByRole('combobox', { name: 'File to preview' }), 'pt.txt');

  expect(await details().findByText('Bom dia')).toBeTruthy();
  expect(await details().findByText('Lines')).toBeTruthy();
  await waitFor(() => {
    expect(studio.asked('packer:inspect-source').map(({ source }) => source)).toContain('pt.txt');
  });
});

test('a picture beside another one says of itself what is in its own file', async () => {
  const png = (colourType: number): Uint8Array => {
    const header = Buffer.alloc(33);
    header.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
    header.writeUInt32BE(8, 16);
    header.writeUInt32BE(8, 20);
    header.set([8, colourType], 24);
    return header;
  };
  const studio = await open(
    { a: anAsset('Pair', 'image', ['clear.png', 'opaque.png']) },
    { 'assets/a/clear.png': png(6), 'assets/a/opaque.png': png(2) },
  );
  await choose(studio, 'Pair');
  const picture = () => details().getByAltText('Preview of “Pair”');
  fireEvent.load(picture());
  expect(await details().findByText(/ · can be transparent$/)).toBeTruthy();

  await studio.user.selectOptions(details().getByRole('combobox', { name: 'File to preview' }), 'opaque.png');
  fireEvent.load(picture());

  expect(await details().findByText(/ · opaque$/)).toBeTruthy();
});

test('a short sound tells its times by parts of a second', async () => {
  const wave = await readFile(join(sample, 'audio/sfx/buzz/buzz.wav'));
  const studio = await open({ a: anAsset('Short', 'sound', ['a.wav']) }, { 'assets/a/a.wav': wave });
  await choose(studio, 'Short');
  await waitFor(() => {
    const position = details().getByRole('slider', { name: 'Position in “Short”' });
    expect(position.getAttribute('aria-valuetext')).toBe('0 sec of 0.9 sec');
  });
});

test('a sound tells what it is, and that it is cut off', async () => {
  const ogg = await readFile(join(sample, 'audio/music/morning-meadow/morning-meadow.ogg'));
  const studio = await open(
    { a: anAsset('Whole', 'music', ['a.ogg']), b: anAsset('Cut', 'music', ['b.ogg']) },
    { 'assets/a/a.ogg': ogg, 'assets/b/b.ogg': ogg.subarray(0, ogg.length >> 1) },
  );
  await choose(studio, 'Whole');
  expect(await details().findByText('Vorbis I in Ogg')).toBeTruthy();
  expect(details().getByText('Stereo')).toBeTruthy();
  expect(details().getByText('44,100 Hz')).toBeTruthy();
  const position = await details().findByRole('slider', { name: 'Position in “Whole”' });
  await waitFor(() => {
    expect(Number(position.getAttribute('aria-valuemax'))).toBeCloseTo(17.14, 1);
  });
  fireEvent.keyDown(position, { key: 'End' });
  expect(position.getAttribute('aria-valuetext')).toBe('0:17 of 0:17');
  fireEvent.keyDown(position, { key: 'ArrowLeft' });
  expect(position.getAttribute('aria-valuetext')).toBe('0:16 of 0:17');

  await choose(studio, 'Cut');
  expect(await details().findByText(/^The file ends before the sound does/)).toBeTruthy();
});

test('F3 a model that points elsewhere says so, and nothing is asked for', async () => {
  const model = {
    asset: { version: '2.0' },
    buffers: [{ byteLength: 4, uri: 'https://example.invalid/a.bin' }],
    nodes: [{ mesh: 3 }],
  };
  const studio = await open({ a: anAsset('Far', 'model', ['a.gltf']) }, { 'assets/a/a.gltf': JSON.stringify(model) });
  await choose(studio, 'Far');

  expect(await details().findByText(/asks for “https:\/\/example.invalid\/a.bin”, which is an address/)).toBeTruthy();
  expect(details().getByText('UNRESOLVED_REFERENCE /nodes/0/mesh')).toBeTruthy();
  expect(details().getByText(/^\d+ errors?, \d+ warnings?$/)).toBeTruthy();
  expect(fetched.filter(({ url }) => !url.startsWith('asset://'))).toEqual([]);
});

test('a broken font says so', async () => {
  const studio = await open({ a: anAsset('Broken', 'font', ['a.ttf']) }, { 'assets/a/a.ttf': 'no font' });
  await choose(studio, 'Broken');

  expect(await details().findAllByText(/^The file is damaged, or is not what its name says/)).toBeTruthy();
});

test('what a font is for is said in the language of the window', async () => {
  const font = await readFile(join(sample, 'fonts/inter/inter-latin.woff2'));
  const studio = await open({ a: anAsset('Inter', 'font', ['a.woff2']) }, { 'assets/a/a.woff2': font });
  const row = await findRow('Inter');

  speak('pt-BR');
  await studio.user.click(row);

  expect(await screen.findByText(/latim/)).toBeTruthy();
});

test('Space shows the asset large, arrows go through the list, Space and Escape close', async () => {
  const studio = await open(
    { a: anAsset('First', 'text', ['a.txt']), b: anAsset('Second', 'text', ['a.txt']) },
    { 'assets/a/a.txt': 'of the first', 'assets/b/a.txt': 'of the second' },
  );
  await choose(studio, 'First');
  const grid = screen.getByRole('grid', { name: 'Assets' });
  grid.focus();

  await studio.user.keyboard(' ');
  const dialog = await screen.findByRole('dialog', { name: 'Preview of “First”' });
  expect(await within(dialog).findByText('of the first')).toBeTruthy();
  await studio.user.keyboard('{ArrowDown}');
  expect(await screen.findByRole('dialog', { name: 'Preview of “Second”' })).toBeTruthy();
  expect(await within(dialog).findByText('of the second')).toBeTruthy();
  await studio.user.keyboard('{ArrowDown}');
  await studio.user.keyboard(' ');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(details().getByRole('heading', { level: 2 }).textContent).toBe('Second');

  grid.focus();
  await studio.user.keyboard(' ');
  await screen.findByRole('dialog', { name: 'Preview of “Second”' });
  await studio.user.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

test('a source file can be dragged out, by main, and where it is gone meanwhile that is told', async () => {
  const studio = await open({ a: anAsset('Notes', 'text', ['a.txt']) }, { 'assets/a/a.txt': 'one' });
  await choose(studio, 'Notes');
  const files = within(await details().findByRole('table', { name: 'Source files' }));
  const file = files.getByRole('row', { name: /^a\.txt/ });

  expect(fireEvent.dragStart(file)).toBe(false);

  await waitFor(() => {
    expect(studio.dragged).toEqual([join(folder, 'assets', 'a', 'a.txt')]);
  });
  await rm(join(folder, 'assets', 'a', 'a.txt'));
  fireEvent.dragStart(file);
  expect(await screen.findByText(/^The project could not be read/)).toBeDefined();
});
