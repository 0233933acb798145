import type { ReactElement } from 'react';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

interface OpeningScreenProps {
  readonly path: string;
  readonly done: number;
  readonly onCancel: () => void;
}

/** A project is being read: how far it has come, and a way out. */
export function OpeningScreen({ path, done, onCancel }: OpeningScreenProps): ReactElement {
  return (
    <main className="fixed inset-0 z-10 flex flex-col items-center justify-center gap-1 bg-app p-8 text-center">
      <h1 className="text-title font-semibold">{t('studio.opening.heading')}</h1>
      <div className="flex max-w-[560px] min-w-0 font-mono text-small text-fg-dim">
        <SafeText text={path} />
      </div>
      <p role="status" className="mt-4 text-fg-dim tabular-nums">
        {done === 0 ? t('studio.opening.starting') : t('studio.opening.progress', { count: done })}
      </p>
      <Button className="mt-4" onClick={onCancel}>
        {t('studio.opening.cancel')}
      </Button>
    </main>
  );
}
