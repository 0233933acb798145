import { type ActionCapability, assetActions } from '../../../src-preload/contract/domain/asset-action.ts';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import { findAsset, type ProjectSnapshot } from './project-snapshot.ts';
import { refusalToRegister } from './register-asset.ts';
import { fail, type Result, succeed } from './result.ts';

/** Every known action on an asset, available or with the reason why not (rule Q4). */
export function actionsOf(snapshot: ProjectSnapshot, root: string): Result<ActionCapability[], Failure> {
  if (findAsset(snapshot, root) === undefined) {
    return fail({ code: 'no-such-asset', root });
  }
  return succeed(
    assetActions.map((action): ActionCapability => {
      // Showing and copying where an asset lies, or lay, is possible for every asset that is listed.
      const reason = action === 'register' ? refusalToRegister(snapshot, root) : null;
      return reason === null ? { action, available: true } : { action, available: false, reason };
    }),
  );
}
