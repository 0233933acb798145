import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { LaneState } from '../../../src-preload/contract/domain/lane.ts';
import type { RepairList } from '../../../src-preload/contract/domain/repair.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { CompactionRow } from './compaction-row.tsx';
import { groupFindings } from './finding-groups.ts';
import { FindingItem } from './finding-item.tsx';
import { type Repairs, useRepairs } from './use-repairs.ts';

interface RepairDialogProps {
  readonly open: boolean;
  readonly projectId: string;
  readonly lane: LaneState;
  readonly onClose: () => void;
  readonly onFocusLost: () => void;
}

/** Where an author settles what was found on the registry: one finding, one fix, one write at a time. */
export function RepairDialog({ open, projectId, lane, onClose, onFocusLost }: RepairDialogProps): ReactElement {
  const close = useRef<HTMLButtonElement>(null);
  const list = useQuery({ ...projectQueries.repairs(projectId), enabled: open });
  const repairs = useRepairs(projectId);
  const busy = repairs.applying !== null || repairs.compacting;
  const { outcome } = repairs;
  const leave = (): void => {
    repairs.dismissOutcome();
    onClose();
  };
  // What did not work is told beside its finding, as long as that is there.
  const refusalElsewhere =
    outcome !== null && list.data?.findings.some(({ id }) => id === outcome.findingId) !== true
      ? outcome.refusal
      : null;
  return (
    <Dialog
      open={open}
      onClose={leave}
      onFocusLost={onFocusLost}
      size="work"
      title={t('studio.repair.heading')}
      header={
        <div role="status">{list.error === null ? <Progress list={list.data} outcome={repairs.outcome} /> : null}</div>
      }
      closeLabel={t('studio.common.dismiss')}
      footer={
        <>
          {list.data === undefined ? null : (
            <CompactionRow
              bytes={list.data.bytes}
              deadBytes={list.data.deadBytes}
              compacting={repairs.compacting}
              busy={busy}
              onCompact={repairs.compact}
            />
          )}
          <Button ref={close} onClick={leave}>
            {t('studio.common.close')}
          </Button>
        </>
      }
    >
      <div className="flex min-h-full flex-col">
        {lane.state === 'read-only' ? (
          <p className="mb-2 flex gap-2 text-fg-dim">
            <StateGlyph shape="octagon-bar" className="mt-0.5" />
            {failureMessage(lane.refusal).wrong}
          </p>
        ) : null}
        {refusalElsewhere === null ? null : <SentenceAlert {...refusalElsewhere} />}
        {list.error === null ? null : (
          <SentenceAlert
            {...failureMessage(list.error.failure)}
            action={
              <Button
                onClick={() => {
                  void list.refetch();
                }}
              >
                {t('studio.common.tryAgain')}
              </Button>
            }
          />
        )}
        {list.data === undefined ? null : (
          <Findings list={list.data} repairs={repairs} busy={busy} onNothingLeft={() => close.current?.focus()} />
        )}
      </div>
    </Dialog>
  );
}

interface ProgressProps {
  /** Undefined until the registry was read. */
  readonly list: RepairList | undefined;
  readonly outcome: Repairs['outcome'];
}

/** What the last write came to, or else how much there is to do. Said aloud too. */
function Progress({ list, outcome }: ProgressProps): ReactElement {
  if (outcome !== null && outcome.refusal === null) {
    return (
      <p key={outcome.turn} className="flex gap-2 wrap-anywhere">
        <StateGlyph shape="disc-tick" className="mt-0.5" />
        {outcome.text()}
      </p>
    );
  }
  if (list === undefined || list.total === 0) {
    return <p className="text-fg-dim">{list === undefined ? t('studio.repair.loading') : null}</p>;
  }
  return <p className="text-fg-dim">{t('studio.repair.summary', { count: list.total })}</p>;
}

interface FindingsProps {
  readonly list: RepairList;
  readonly repairs: Repairs;
  readonly busy: boolean;
  readonly onNothingLeft: () => void;
}

function Findings({ list, repairs, busy, onNothingLeft }: FindingsProps): ReactElement {
  const { total, findings } = list;
  const { applying, outcome, apply } = repairs;
  const items = useRef(new Map<string, HTMLLIElement>());
  const focused = useRef(outcome?.turn ?? 0);
  useEffect(() => {
    // Once for each fix that was written: on to the next finding, not to its button, which a held key would press.
    if (outcome === null || outcome.turn === focused.current || outcome.refusal !== null) {
      return;
    }
    focused.current = outcome.turn;
    const next = outcome.nextId === null ? undefined : items.current.get(outcome.nextId);
    if (next !== undefined) {
      next.focus();
    } else if (outcome.findingId !== null || document.activeElement === document.body) {
      onNothingLeft();
    }
  }, [outcome, onNothingLeft]);

  if (total === 0) {
    return (
      <div className="flex flex-1 flex-col justify-center">
        <EmptyState
          icon={<CircleCheck size={20} strokeWidth={1.5} aria-hidden="true" />}
          title={t('studio.repair.none')}
        >
          {t('studio.repair.noneHint')}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      {findings.length < total ? (
        <p className="text-fg-dim">{t('studio.repair.more', { listed: findings.length, count: total })}</p>
      ) : null}
      {groupFindings(findings).map(({ rule, findings: group }) => (
        <section key={rule} aria-label={t(`studio.repair.group.${rule}`)} className="mb-4">
          <h3 className="sticky top-0 z-10 border-b border-line bg-panel pb-1 font-semibold">
            {t('studio.repair.groupCount', { group: t(`studio.repair.group.${rule}`), count: group.length })}
          </h3>
          <ul>
            {group.map((finding) => (
              <FindingItem
                key={finding.id}
                ref={(element) => {
                  if (element === null) {
                    items.current.delete(finding.id);
                  } else {
                    items.current.set(finding.id, element);
                  }
                }}
                finding={finding}
                applying={applying?.findingId === finding.id ? applying.fix : null}
                busy={busy}
                refusal={outcome?.findingId === finding.id ? outcome.refusal : null}
                retry={outcome?.findingId === finding.id ? outcome.retry : null}
                onApply={(fix) => {
                  apply(finding, fix);
                }}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
