import { type ReactElement, useState } from 'react';
import type { ProjectSummary } from '../../../src-preload/contract/domain/project.ts';
import { t } from '../../app/translation.ts';
import { problemsOf } from '../../ipc/problems-of.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemList } from '../../ui/problem-list.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';

/** What was found on the project's folders and registry. Nothing where all is well. */
export function FindingsBar({ project }: { readonly project: ProjectSummary }): ReactElement | null {
  const [open, setOpen] = useState(false);
  const { diagnostics, writable } = project;
  if (diagnostics.length === 0 && writable) {
    return null;
  }
  return (
    <aside
      aria-label={t('studio.findings.heading')}
      className="flex h-9 shrink-0 items-center gap-2 border-b border-line bg-raised px-3"
    >
      <StateGlyph shape={writable ? 'triangle-mark' : 'octagon-bar'} />
      <p className="min-w-0 flex-1 truncate">
        {writable ? t('studio.findings.notice', { count: diagnostics.length }) : t('studio.findings.readOnly')}
      </p>
      <Button
        look="quiet"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('studio.findings.show')}
      </Button>
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false);
        }}
        title={t('studio.findings.heading')}
        closeLabel={t('studio.common.close')}
      >
        {diagnostics.length === 0 ? (
          <p>{t('studio.findings.none')}</p>
        ) : (
          <ProblemList label={t('studio.findings.heading')} problems={problemsOf(diagnostics)} />
        )}
      </Dialog>
    </aside>
  );
}
