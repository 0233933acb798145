import { describe, expect, it } from 'vitest';
import {
  type Diagnostic,
  type DiagnosticCode,
  diagnosticRule,
  diagnosticRules,
} from '../../../src-preload/contract/domain/diagnostic.ts';
import {} from '../../../src-preload/contract/domain/failure.ts';
import { assetsHeldAnew } from '../testing/assets-held-anew.ts';
import { freezeDeeply } from '../testing/freeze-deeply.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { WrittenEntry } from './held-entry.ts';
import { findAsset } from './project-snapshot.ts';
import { patchRegistered, refusalToRegister } from './register-asset.ts';
import { entryById } from './registry-view.ts';
import { differencesOf } from './snapshot-difference.ts';

/** A finding of which only the code counts here. */
function aDiagnostic(code: DiagnosticCode): Diagnostic {
  return { code, place: { file: 'assets/a' } } as Diagnostic;
}

function codesWith(blocksRegister: boolean): DiagnosticCode[] {
  const codes = Object.keys(diagnosticRules) as DiagnosticCode[];
  return codes.filter((code) => diagnosticRule(code).blocksRegister === blocksRegister);
}

describe('REGISTER is refused', () => {
  it.each(['', 'b', 'A', '../a', '__proto__'])('L3 where there is no asset at %j', (root) => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')] });

    const refusal = refusalToRegister(snapshot, root);

    expect(refusal).toEqual({ code: 'no-such-asset', root });
  });

  it('L3 where the asset is registered', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')], entries: [anEntry({ root: 'a', assetId: anId(1) })] });

    const refusal = refusalToRegister(snapshot, 'a');

    expect(refusal).toEqual({ code: 'already-registered', root: 'a', assetId: anId(1) });
  });

  it('L3 where the asset is registered and missing', () => {
    const snapshot = aSnapshot({ entries: [anEntry({ root: 'a', assetId: anId(1) })] });

    const refusal = refusalToRegister(snapshot, 'a');

    expect(refusal).toEqual({ code: 'asset-missing', root: 'a' });
  });

  it('R10 where another root is the same folder on some systems', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('ui/ok')], entries: [anEntry({ root: 'UI/ok' })] });

    const refusal = refusalToRegister(snapshot, 'ui/ok');

    expect(refusal).toEqual({ code: 'duplicate-root', root: 'ui/ok', other: 'UI/ok' });
  });

  it.each(['nested-asset', 'root-not-portable'] as const)('L3 where the folder lies wrong: %s', (code) => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a', { diagnostics: [aDiagnostic(code)] })] });

    const refusal = refusalToRegister(snapshot, 'a');

    expect(refusal).toEqual({ code: 'invalid-root', root: 'a', diagnostics: [code] });
  });

  it.each(codesWith(true).filter((code) => code !== 'nested-asset' && code !== 'root-not-portable'))(
    'L3 where the manifest has a finding that blocks: %s',
    (code) => {
      const snapshot = aSnapshot({ assets: [aScannedAsset('a', { diagnostics: [aDiagnostic(code)] })] });

      const refusal = refusalToRegister(snapshot, 'a');

      expect(refusal).toEqual({ code: 'invalid-manifest', root: 'a', diagnostics: [code] });
    },
  );

  it('L3 with each blocking code once, and none that does not block', () => {
    const diagnostics = (['manifest-field-type', 'source-missing', 'manifest-field-type'] as const).map(aDiagnostic);
    const snapshot = aSnapshot({ assets: [aScannedAsset('a', { diagnostics })] });

    const refusal = refusalToRegister(snapshot, 'a');

    expect(refusal).toEqual({ code: 'invalid-manifest', root: 'a', diagnostics: ['manifest-field-type'] });
  });

  it('L3 with each code once also where the folder lies wrong', () => {
    const diagnostics = (['nested-asset', 'nested-asset'] as const).map(aDiagnostic);
    const snapshot = aSnapshot({ assets: [aScannedAsset('a', { diagnostics })] });

    const refusal = refusalToRegister(snapshot, 'a');

    expect(refusal).toEqual({ code: 'invalid-root', root: 'a', diagnostics: ['nested-asset'] });
  });

  it('L3 for where the folder lies before what the manifest says', () => {
    const diagnostics = [aDiagnostic('manifest-not-json'), aDiagnostic('nested-asset')];
    const snapshot = aSnapshot({ assets: [aScannedAsset('a', { diagnostics })] });

    const refusal = refusalToRegister(snapshot, 'a');

    expect(refusal?.code).toBe('invalid-root');
  });
});

describe('REGISTER is not refused', () => {
  it('for a valid asset', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')] });

    const refusal = refusalToRegister(snapshot, 'a');

    expect(refusal).toBeNull();
  });

  it.each(codesWith(false))('for a finding that does not block: %s', (code) => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a', { diagnostics: [aDiagnostic(code)] })] });

    const refusal = refusalToRegister(snapshot, 'a');

    expect(refusal).toBeNull();
  });
});

describe('REGISTER’s patch', () => {
  const scanned = Array.from({ length: 1500 }, (_, at) => aScannedAsset(`a/${String(at)}`));
  const entries = Array.from({ length: 700 }, (_, at) => anEntry({ assetId: anId(at), root: `a/${String(at)}` }));
  const entry = anEntry({ assetId: anId(9000), root: 'a/1234' });

  it('P3 turns the asset from unregistered to registered', () => {
    const snapshot = aSnapshot({ assets: scanned, entries });

    const patched = patchRegistered(snapshot, entry);

    expect(findAsset(patched, 'a/1234')?.entry).toEqual(new WrittenEntry(entry));
    expect(patched.counts.registration).toEqual({ unregistered: 799, registered: 701 });
  });

  it('P3 appends the entry to the registry view', () => {
    const snapshot = aSnapshot({ assets: scanned, entries });

    const patched = patchRegistered(snapshot, entry);

    const held = findAsset(patched, 'a/1234')?.entry;
    expect(held).toEqual(new WrittenEntry(entry));
    expect(entryById(patched.registry, anId(9000))).toBe(held);
  });

  it('P3 keeps every other asset as it is kept', () => {
    const snapshot = aSnapshot({ assets: scanned, entries });

    const patched = patchRegistered(snapshot, entry);

    expect(assetsHeldAnew(snapshot.assets, patched.assets)).toEqual(['a/1234']);
  });

  it('S1 changes nothing of the snapshot, frozen in depth', () => {
    const snapshot = freezeDeeply(aSnapshot({ assets: scanned, entries }));

    const patched = patchRegistered(snapshot, entry);

    expect(findAsset(snapshot, 'a/1234')?.entry).toBeNull();
    expect(snapshot.revision).toBe(1);
    expect(patched).not.toBe(snapshot);
  });

  it('S2 has the next revision', () => {
    const snapshot = { ...aSnapshot({ assets: [aScannedAsset('a')] }), revision: 41 };

    const patched = patchRegistered(snapshot, anEntry({ root: 'a' }));

    expect(patched.revision).toBe(42);
  });

  it('S3 gives what a fresh load gives', () => {
    const snapshot = aSnapshot({ assets: scanned, entries });

    const patched = patchRegistered(snapshot, entry);

    expect(differencesOf(patched, aSnapshot({ assets: scanned, entries: [...entries, entry] }))).toEqual([]);
  });

  it('R3 makes of a torn tail a line that can’t be read, because the commit has ended it', () => {
    const place = { file: 'assets.jsonl', line: 7 };
    const other: Diagnostic = { code: 'registry-line-unsealed', root: 'x', place: { file: 'assets.jsonl', line: 3 } };
    const registryDiagnostics: Diagnostic[] = [other, { code: 'registry-torn-tail', bytes: 12, place }];
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')], registryDiagnostics });

    const patched = patchRegistered(snapshot, anEntry({ root: 'a' }));

    expect(patched.diagnostics).toEqual([other, { code: 'registry-line-unreadable', place }]);
  });

  it('P5 throws where there is no such asset', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')] });

    const patch = (): unknown => patchRegistered(snapshot, anEntry({ root: 'b' }));

    expect(patch).toThrow('no unregistered asset b');
  });

  it('P5 throws where the asset is registered', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')], entries: [anEntry({ root: 'a', assetId: anId(1) })] });

    const patch = (): unknown => patchRegistered(snapshot, anEntry({ root: 'a', assetId: anId(2) }));

    expect(patch).toThrow('no unregistered asset a');
  });

  it('P5 throws where the id is taken', () => {
    const assets = [aScannedAsset('a'), aScannedAsset('b')];
    const snapshot = aSnapshot({ assets, entries: [anEntry({ root: 'a', assetId: anId(1) })] });

    const patch = (): unknown => patchRegistered(snapshot, anEntry({ root: 'b', assetId: anId(1) }));

    expect(patch).toThrow(anId(1));
  });
});
