import clsx from 'clsx';
import { Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import { t } from '../../app/translation.ts';

/** That an asset has edits that are not saved. Who reads the row aloud hears it in its name (asset-label.ts). */
export function UnsavedMark({ className }: { readonly className?: string }): ReactElement {
  return (
    <span title={t('studio.list.unsaved')} className={clsx('shrink-0 text-accent', className)}>
      <Pencil size={12} strokeWidth={2} aria-hidden="true" />
    </span>
  );
}
