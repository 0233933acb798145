import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { anEntry, anId } from '../testing/project-builder.ts';
import { readRegistry } from './registry-reader.ts';
import { encodeEntry, encodeTombstone, registryHeader } from './registry-record.ts';
import { compactRegistry, type RewrittenRegistry, tidyRegistry } from './registry-rewrite.ts';

const put = (number: number, parts: Partial<RegistryEntry> = {}): string =>
  encodeEntry(anEntry({ assetId: anId(number), root: `a/${number}`, ...parts }));
const del = (number: number, rev: number): string =>
  encodeTombstone({ assetId: anId(number), rev, commandId: 'c', writtenAt: '2026-11-24T14:02:03.004Z' });
const fileOf = (...lines: readonly string[]): Buffer => Buffer.from([registryHeader, ...lines, ''].join('\n'));
const linesOf = ({ bytes }: RewrittenRegistry): string[] => Buffer.from(bytes).toString().split('\n');

describe('compaction', () => {
  it('drops records that a later revision made void, and repeats, and keeps the order of the rest', () => {
    const lines = [put(1), put(2), put(1, { rev: 2 }), put(3), put(2), put(1, { rev: 3 })];

    const compacted = compactRegistry(fileOf(...lines));

    expect(linesOf(compacted)).toEqual([registryHeader, put(2), put(3), put(1, { rev: 3 }), '']);
    expect(compacted.linesDropped).toBe(3);
  });

  it('keeps every tombstone: an asset must not come back at the next merge', () => {
    const compacted = compactRegistry(fileOf(put(1), del(1, 2), del(9, 1)));

    expect(linesOf(compacted)).toEqual([registryHeader, del(1, 2), del(9, 1), '']);
  });

  it('R12 keeps lines of unknown kinds and records with unknown keys, void ones too', () => {
    const unknown = '{"op":"move","id":"x"}';
    const extra = put(1).replace('{"op"', '{"note":"by hand","op"');

    const compacted = compactRegistry(fileOf(unknown, extra, put(1, { rev: 2 })));

    expect(linesOf(compacted)).toEqual([registryHeader, unknown, extra, put(1, { rev: 2 }), '']);
  });

  it('R12 keeps a header line with keys that we do not know, behind our own', () => {
    const header = '{"prometeu":"assets","v":1,"note":"by hand"}';

    const compacted = compactRegistry(Buffer.from(`${header}\n${put(1)}\n`));

    expect(linesOf(compacted)).toEqual([registryHeader, header, put(1), '']);
  });

  it('R5 keeps a record that counts and is not sealed as it stands', () => {
    const unsealed = put(1).replace(/"c":"......../, '"c":"00000000');

    expect(linesOf(compactRegistry(fileOf(unsealed)))).toEqual([registryHeader, unsealed, '']);
  });

  it('R8 keeps the sealed one of a record that stands twice, whatever comes first', () => {
    const unsealed = put(1).replace(/"c":"......../, '"c":"00000000');

    expect(linesOf(compactRegistry(fileOf(unsealed, put(1))))).toEqual([registryHeader, put(1), '']);
    expect(linesOf(compactRegistry(fileOf(put(1), unsealed)))).toEqual([registryHeader, put(1), '']);
  });

  it('R13 and R14 writes what stays in the usual form', () => {
    const file = Buffer.from(`\uFEFF${registryHeader}\r\n${put(1)}${put(2)}\r\n\r\n${registryHeader}\n${put(3)}`);

    expect(linesOf(compactRegistry(file))).toEqual([registryHeader, put(1), put(2), put(3), '']);
  });

  it('says what the file said', async () => {
    const file = fileOf(put(1), del(2, 3), put(1, { rev: 2, root: 'moved' }), put(2), put(3), put(3));

    const before = await readRegistry(file);
    const after = await readRegistry(compactRegistry(file).bytes);

    expect(after.entries.toSorted(byId)).toEqual(before.entries.toSorted(byId));
    expect(after.tombstones).toEqual(before.tombstones);
    expect(after).toMatchObject({ deadBytes: 0, diagnostics: [] });
    expect(file.length - before.deadBytes).toBe(compactRegistry(file).bytes.length);
  });

  it('changes nothing of a file in which nothing is void', () => {
    const file = fileOf(put(1), del(2, 1));

    expect(compactRegistry(file)).toEqual({ bytes: file, linesDropped: 0 });
  });
});

describe('tidying', () => {
  it('drops nothing', () => {
    const lines = [put(1), put(1), put(1, { rev: 2 }), 'no record', '<<<<<<< ours', '{"op":"move"}'];
    const file = Buffer.from(`${lines.join('\r\n')}\r\n`);

    expect(linesOf(tidyRegistry(file))).toEqual([registryHeader, ...lines, '']);
  });

  it('R3 leaves a torn tail at the end', () => {
    const file = Buffer.concat([fileOf(put(1)), Buffer.from('{"op":"pu')]);

    expect(Buffer.from(tidyRegistry(file).bytes)).toEqual(file);
  });
});

function byId(a: RegistryEntry, b: RegistryEntry): number {
  return a.assetId < b.assetId ? -1 : 1;
}
