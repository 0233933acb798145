import { createInstance } from 'i18next';
import type { HistoryStep } from '../src-preload/contract/domain/history.ts';
import { en } from '../src-preload/contract/messages/en/index.ts';

const translation = createInstance();
void translation.init({
  lng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
});
const text = translation.t as unknown as (key: string, data: Readonly<Record<string, string | number>>) => string;

/** What Undo or Redo is called in the menu: `Undo Register 12 assets`. Null where there is nothing to undo. */
export function stepLabel(direction: 'undo' | 'redo', step: HistoryStep | null): string | null {
  if (step === null) {
    return null;
  }
  const { what, count } = step;
  const named = text(`studio.history.step.${what}`, { assets: text('studio.status.assets', { count }) });
  return text(`studio.menu.${direction}Step`, { step: named });
}
