import { useQuery } from '@tanstack/react-query';
import { type ChosenSettings, type Settings, settingsAtFirst } from '../../src-preload/contract/domain/settings.ts';
import { studioQueries } from '../ipc/studio-queries.ts';

/** How Studio looks and speaks where nothing is known of the settings. */
export const withoutSettings: ChosenSettings = { settings: settingsAtFirst, language: 'en' };

/** The settings as the window has read them. It reads them before it shows anything (main.tsx). */
export function useSettings(): ChosenSettings {
  return useQuery({ ...studioQueries.settings(), enabled: false }).data ?? withoutSettings;
}

/**
 * Lets the page look as the settings say, by attributes that style.css turns into tokens. Light and dark are not among
 * them: main tells Chromium what the page is to take for the system's.
 */
export function applyLook({ settings, language }: ChosenSettings): void {
  const root = document.documentElement;
  root.lang = language;
  root.dataset['theme'] = themeOf(settings);
  root.dataset['density'] = settings.density;
  root.dataset['motion'] = settings.motion;
}

function themeOf({ theme }: Settings): Settings['theme'] {
  return theme === 'system' && matchMedia('(prefers-contrast: more)').matches ? 'contrast' : theme;
}
