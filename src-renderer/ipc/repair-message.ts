import type { RepairFix } from '../../src-preload/contract/domain/repair.ts';
import type { RepairSentence } from '../../src-preload/contract/messages/sentence.ts';
import { language, sentence, t } from '../app/translation.ts';
import { formatMoment } from '../ui/format.ts';
import { visibleData } from './visible-data.ts';

/** What a fix is called, and what it will do. */
export function repairMessage(fix: RepairFix): RepairSentence {
  if (fix.fix === 'keep-version' && fix.root === null) {
    return { label: t('studio.repair.keepUnregistered'), effect: sentence('repairs.keep-version.effect', {}) };
  }
  const data = visibleData(fix.fix === 'keep-entry' ? withMoment(fix) : fix);
  return { label: sentence(`repairs.${fix.fix}.label`, data), effect: sentence(`repairs.${fix.fix}.effect`, data) };
}

function withMoment(fix: Extract<RepairFix, { readonly fix: 'keep-entry' }>): object {
  return { ...fix, registeredAt: formatMoment(fix.registeredAt, language) };
}
