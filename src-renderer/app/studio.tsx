import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useLayoutEffect } from 'react';
import { studioQueries } from '../ipc/studio-queries.ts';
import { App } from './app.tsx';
import { endResultOfLanguage } from './session.ts';
import { applyLook, withoutSettings } from './settings.ts';
import { speak } from './translation.ts';

/** The window in the looks and in the language of the settings. Nothing is shown before these are known, or can't be. */
export function Studio(): ReactElement | null {
  const settings = useQuery(studioQueries.settings());
  const chosen = settings.data ?? (settings.isError ? withoutSettings : null);
  useLayoutEffect(() => {
    if (chosen !== null) {
      applyLook(chosen);
    }
  }, [chosen]);
  const spoken = chosen?.language;
  useLayoutEffect(endResultOfLanguage, [spoken]);
  if (chosen === null) {
    return null;
  }
  speak(chosen.language);
  // Another language renders everything anew. What is open stays open: the session lives outside.
  return <App key={chosen.language} />;
}
