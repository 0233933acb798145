import { describe, expect, it } from 'vitest';
import { assetActions } from '../../../src-preload/contract/domain/asset-action.ts';
import { anEntry, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { actionsOf } from './asset-actions.ts';
import { refusalToRegister } from './register-asset.ts';
import { refusalToUnregister } from './unregister-asset.ts';

describe('actions of an asset', () => {
  it('Q4 are every known action, in order', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')] });

    const actions = actionsOf(snapshot, 'a', null);

    expect(actions.ok && actions.value.map(({ action }) => action)).toEqual(assetActions);
  });

  it('Q4 are all available on a valid unregistered asset, but what asks for an entry', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')] });

    const actions = actionsOf(snapshot, 'a', null);

    expect(actions.ok && actions.value.filter(({ available }) => !available)).toEqual([
      { action: 'unregister', available: false, reason: refusalToUnregister(snapshot, 'a') },
      { action: 'copy-id', available: false, reason: { code: 'not-registered', root: 'a' } },
    ]);
  });

  it('Q4 give for register the refusal that the command would answer', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')], entries: [anEntry({ root: 'a' })] });

    const actions = actionsOf(snapshot, 'a', null);

    const reason = refusalToRegister(snapshot, 'a');
    expect(actions.ok && actions.value[0]).toEqual({ action: 'register', available: false, reason });
  });

  it('Q4 show and copy where a missing asset lay', () => {
    const snapshot = aSnapshot({ entries: [anEntry({ root: 'gone' })] });

    const actions = actionsOf(snapshot, 'gone', null);

    expect(actions.ok && actions.value.slice(1)).toEqual([
      { action: 'unregister', available: true },
      { action: 'edit-manifest', available: false, reason: { code: 'asset-missing', root: 'gone' } },
      { action: 'move', available: false, reason: { code: 'asset-missing', root: 'gone' } },
      { action: 'reveal', available: true },
      { action: 'copy-path', available: true },
      { action: 'copy-id', available: true },
      { action: 'trash', available: false, reason: { code: 'asset-missing', root: 'gone' } },
    ]);
  });

  it('Q4 show and copy where the lane writes nothing, and say why they do not register', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')] });
    const reason = { code: 'registry-read-only', reason: 'version-unsupported' } as const;

    const actions = actionsOf(snapshot, 'a', reason);

    expect(actions.ok && actions.value).toEqual([
      { action: 'register', available: false, reason },
      { action: 'unregister', available: false, reason },
      { action: 'edit-manifest', available: false, reason },
      { action: 'move', available: false, reason },
      { action: 'reveal', available: true },
      { action: 'copy-path', available: true },
      { action: 'copy-id', available: false, reason: { code: 'not-registered', root: 'a' } },
      { action: 'trash', available: false, reason },
    ]);
  });

  it('Q4 of no asset are a failure', () => {
    const snapshot = aSnapshot();

    const actions = actionsOf(snapshot, 'a', null);

    expect(actions).toEqual({ ok: false, failure: { code: 'no-such-asset', root: 'a' } });
  });

  it.each(['../../etc', '/etc', 'a/../../../b', 'C:/x', 'a\\b'])(
    'Q4 lead nobody to %j, which only the registry names',
    (root) => {
      const snapshot = aSnapshot({ entries: [anEntry({ root })] });

      const actions = actionsOf(snapshot, root, null);

      const available = actions.ok && actions.value.filter((capability) => capability.available);
      expect(available).toEqual([
        { action: 'unregister', available: true },
        { action: 'copy-id', available: true },
      ]);
    },
  );
});
