import {
  type ActionCapability,
  type AssetAction,
  assetActions,
} from '../../../src-preload/contract/domain/asset-action.ts';
import type { Failure, Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { Asset } from './asset.ts';
import { refusalToEdit } from './edit-manifest.ts';
import { refusalToMoveAway } from './move-asset.ts';
import { portabilityProblem } from './portable-path.ts';
import { findAsset, type ProjectSnapshot } from './project-snapshot.ts';
import { refusalToRegister } from './register-asset.ts';
import { fail, type Result, succeed } from './result.ts';
import { refusalToTrash } from './trash-asset.ts';
import { refusalToUnregister } from './unregister-asset.ts';

/**
 * Why nobody is led to the folder of an asset, or null: showing and copying where it lies, or lay, is possible unless
 * only the registry names it and the name could lead out of the project.
 */
export function refusalToLocate(asset: Asset): Refusal | null {
  const { root, health } = asset;
  return health === 'missing' && portabilityProblem(root) !== null
    ? { code: 'invalid-root', root, diagnostics: ['root-not-portable'] }
    : null;
}

/**
 * Every known action on an asset, available or with the reason why not (rule Q4). `lane` is why nothing can be written
 * now, or null.
 */
export function actionsOf(
  snapshot: ProjectSnapshot,
  root: string,
  lane: Refusal | null,
): Result<ActionCapability[], Failure> {
  const asset = findAsset(snapshot, root);
  if (asset === undefined) {
    return fail({ code: 'no-such-asset', root });
  }
  function refusalTo(action: AssetAction, asset: Asset): Refusal | null {
    switch (action) {
      case 'register':
        return lane ?? refusalToRegister(snapshot, root);
      case 'unregister':
        return lane ?? refusalToUnregister(snapshot, root);
      case 'edit-manifest':
        return lane ?? refusalToEdit(snapshot, root);
      case 'move':
        return lane ?? refusalToMoveAway(snapshot, root);
      case 'trash':
        return lane ?? refusalToTrash(snapshot, root);
      case 'reveal':
      case 'copy-path':
        return refusalToLocate(asset);
      case 'copy-id':
        return asset.entry === null ? { code: 'not-registered', root } : null;
    }
  }

  return succeed(
    assetActions.map((action): ActionCapability => {
      const reason = refusalTo(action, asset);
      return reason === null ? { action, available: true } : { action, available: false, reason };
    }),
  );
}
