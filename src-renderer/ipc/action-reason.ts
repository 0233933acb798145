import type { ActionCapability } from '../../src-preload/contract/domain/asset-action.ts';
import { t } from '../app/translation.ts';
import { failureMessage } from './failure-message.ts';

/** Why an action is not available now, in words; null where it is. */
export function actionReason(capability: ActionCapability): string | null {
  if (capability.available) {
    return null;
  }
  const { wrong, next } = failureMessage(capability.reason);
  return t('studio.action.unavailable', { wrong, next });
}
