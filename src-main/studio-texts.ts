import { createInstance } from 'i18next';
import type { HistoryStep } from '../src-preload/contract/domain/history.ts';
import type { Language } from '../src-preload/contract/domain/settings.ts';
import { catalogues } from '../src-preload/contract/messages/catalogues.ts';
import type { StudioCatalogue } from '../src-preload/contract/messages/studio-catalogue.ts';

/** The texts of what main shows: the native menu and the system's dialogs. */
export interface StudioTexts {
  /** From now on all texts are in this language. */
  speak(language: Language): void;
  /** Those without values. */
  studio(): StudioCatalogue['studio'];
  /** What Undo or Redo is called in the menu: `Undo Register 12 assets`. Null where there is nothing to undo. */
  stepLabel(direction: 'undo' | 'redo', step: HistoryStep | null): string | null;
}

export function createStudioTexts(language: Language): StudioTexts {
  const translation = createInstance();
  void translation.init({
    lng: language,
    resources: Object.fromEntries(Object.entries(catalogues).map(([name, texts]) => [name, { translation: texts }])),
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const fill = translation.t as unknown as (key: string, data: Readonly<Record<string, string | number>>) => string;
  let spoken = language;

  return {
    speak: (next) => {
      spoken = next;
      void translation.changeLanguage(next);
    },
    studio: () => catalogues[spoken].studio,
    stepLabel: (direction, step) => {
      if (step === null) {
        return null;
      }
      const { what, count } = step;
      const named = fill(`studio.history.step.${what}`, { assets: fill('studio.status.assets', { count }) });
      return fill(`studio.menu.${direction}Step`, { step: named });
    },
  };
}
