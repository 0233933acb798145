import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId } from 'react';
import type { RefusalGroup } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { t } from '../../app/translation.ts';
import { bulkCounts, bulkFailure } from '../../ipc/bulk-message.ts';
import { listedRefused, projectQueries } from '../../ipc/project-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import type { BulkResult } from './use-bulk-write.ts';

interface BulkResultDialogProps {
  readonly open: boolean;
  readonly projectId: string;
  readonly result: BulkResult | null;
  readonly onClose: () => void;
  readonly onFocusLost: () => void;
}

/** What a bulk write came to: the counts, what stopped it, and what was refused, by reason. */
export function BulkResultDialog(props: BulkResultDialogProps): ReactElement {
  const { open, projectId, result, onClose, onFocusLost } = props;
  return (
    <Dialog
      open={open && result !== null}
      onClose={onClose}
      title={t(`studio.bulk.resultHeading.${result?.what ?? 'register'}`)}
      closeLabel={t('studio.common.dismiss')}
      onFocusLost={onFocusLost}
      footer={<Button onClick={onClose}>{t('studio.common.close')}</Button>}
    >
      {result === null ? null : <Result projectId={projectId} result={result} />}
    </Dialog>
  );
}

function Result({ projectId, result }: { readonly projectId: string; readonly result: BulkResult }): ReactElement {
  const { what, commandId, completion } = result;
  const failure = bulkFailure(completion);
  return (
    <div className="space-y-4">
      <p className="font-medium">{bulkCounts(what, completion)}</p>
      {failure === null ? null : <SentenceAlert {...failure} />}
      {completion.refused.map((group) => (
        <RefusedGroup key={group.code} projectId={projectId} commandId={commandId} group={group} />
      ))}
    </div>
  );
}

interface RefusedGroupProps {
  readonly projectId: string;
  readonly commandId: string;
  readonly group: RefusalGroup;
}

function RefusedGroup({ projectId, commandId, group }: RefusedGroupProps): ReactElement {
  const heading = useId();
  const { code, count, examples } = group;
  const listed = useQuery(projectQueries.refused(projectId, commandId, code));
  // The few that came with the result, until more are there.
  const roots =
    listed.data === undefined || listed.data.total === 0 ? examples : listed.data.refused.map(({ root }) => root);
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className="font-medium">
        {t('studio.bulk.refusedHeading', { count, reason: t(`refused.${code}`) })}
      </h3>
      <ul className="copyable mt-1 font-mono text-small text-fg-dim">
        {roots.map((root) => (
          <li key={root}>
            <SafeText text={root} />
          </li>
        ))}
      </ul>
      {roots.length < count ? (
        <p className="mt-1 text-fg-dim">
          {t('studio.bulk.refusedMore', { listed: Math.min(listedRefused, roots.length), count })}
        </p>
      ) : null}
    </section>
  );
}
