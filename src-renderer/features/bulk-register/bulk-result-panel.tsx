import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { RotateCcw, X } from 'lucide-react';
import { type ReactElement, useEffect, useId, useRef } from 'react';
import type { RefusalGroup } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { useOverlay } from '../../app/overlay.ts';
import { sentence, t } from '../../app/translation.ts';
import { type BulkResult, bulkCounts, bulkFailure, refusedCount, refusedFor } from '../../ipc/bulk-message.ts';
import { listedRefused, projectQueries } from '../../ipc/project-queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';

interface BulkResultPanelProps {
  readonly projectId: string;
  readonly result: BulkResult;
  /** Whether a bulk write is under way. */
  readonly running: boolean;
  /** Does the same again with what was refused, and nothing else. */
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/**
 * What a bulk write came to, below the list: the counts, what stopped it, and what was refused, by reason, with what to do
 * about it. It stays while the author looks at one after the other and mends it, and tries those again.
 */
export function BulkResultPanel(props: BulkResultPanelProps): ReactElement {
  const { projectId, result, running, onRetry, onClose } = props;
  const { what, commandId, completion } = result;
  const heading = useId();
  const panel = useRef<HTMLElement>(null);
  const failure = bulkFailure(completion);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  const refused = refusedCount(completion);
  useEffect(() => {
    // The button that tries again goes with the last that was refused.
    if (refused === 0 && document.activeElement === document.body) {
      panel.current?.focus();
    }
  }, [refused]);
  return (
    <section
      ref={panel}
      aria-labelledby={heading}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onClose();
        }
      }}
      className="flex max-h-[40%] shrink-0 flex-col border-t border-line-strong bg-panel -outline-offset-2"
    >
      <div className="flex items-center gap-3 py-1.5 pr-2 pl-3">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <h2 id={heading} className="font-semibold">
            {t(`studio.bulk.resultHeading.${what}`)}
          </h2>
          <p role="status" className="text-fg-dim tabular-nums">
            {bulkCounts(what, completion)}
          </p>
        </div>
        {/* Files are looked through anew before anything is made of them: there is nothing to repeat. */}
        {refused === 0 || what === 'create' ? null : (
          <Button
            icon={<RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />}
            unavailable={running}
            onClick={onRetry}
          >
            {t('studio.bulk.retryRefused', { count: refused })}
          </Button>
        )}
        <IconButton label={t('studio.common.close')} onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
      {failure === null && refused === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys have to scroll it
        <div tabIndex={0} className="min-h-0 flex-1 space-y-3 overflow-y-auto px-3 pb-3 -outline-offset-2">
          {failure === null ? null : <SentenceAlert {...failure} />}
          {completion.refused.map((group) => (
            <RefusedGroup
              key={group.code}
              projectId={projectId}
              commandId={commandId}
              group={group}
              areThere={what !== 'create'}
            />
          ))}
        </div>
      )}
    </section>
  );
}

interface RefusedGroupProps {
  readonly projectId: string;
  readonly commandId: string;
  readonly group: RefusalGroup;
  /** Whether the list has what was refused. */
  readonly areThere: boolean;
}

function RefusedGroup({ projectId, commandId, group, areThere }: RefusedGroupProps): ReactElement {
  const heading = useId();
  const { code, count, examples } = group;
  const listed = useQuery(projectQueries.refused(projectId, commandId, code));
  // The few that came with the result, until more are there.
  const assets =
    listed.data === undefined || listed.data.total === 0
      ? examples.map((root) => ({ root, path: null, reason: null }))
      : listed.data.refused.map(({ root, refusal }) => ({ root, ...refusedFor(refusal) }));
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className="font-medium">
        {t('studio.bulk.refusedHeading', { count, reason: t(`refused.${code}`) })}
      </h3>
      <p className="text-fg-dim">{sentence(`failures.${code}.next`, {})}</p>
      <ul className="mt-1 font-mono text-small">
        {assets.map(({ root, path, reason }) => {
          const room = path === null && reason === null ? 'max-w-full' : 'max-w-3/5 shrink-0';
          return (
            <li key={root} className="flex min-h-6 items-center gap-x-3 text-fg-dim">
              {areThere ? (
                <button
                  type="button"
                  onClick={() => {
                    useOverlay.setState({ goal: { root, name: root } });
                  }}
                  className={clsx(
                    '-mx-1 flex min-h-6 items-center rounded-control px-1 text-left -outline-offset-2 hover:bg-raised hover:text-fg',
                    room,
                  )}
                >
                  <SafeText text={root} />
                </button>
              ) : (
                <SafeText text={root} className={room} />
              )}
              {path === null ? null : <SafeText text={path} />}
              {reason === null ? null : <span className="min-w-0 font-sans">{reason}</span>}
            </li>
          );
        })}
      </ul>
      {assets.length < count ? (
        <p className="mt-1 text-fg-dim">
          {t('studio.bulk.refusedMore', { listed: Math.min(listedRefused, assets.length), count })}
        </p>
      ) : null}
    </section>
  );
}
