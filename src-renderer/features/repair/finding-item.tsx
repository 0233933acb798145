import { type ReactElement, type Ref, useId } from 'react';
import { type Diagnostic, diagnosticRule } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { RepairFinding, RepairFix } from '../../../src-preload/contract/domain/repair.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { t } from '../../app/translation.ts';
import { diagnosticMessage, placeText } from '../../ipc/diagnostic-message.ts';
import { repairMessage } from '../../ipc/repair-message.ts';
import { Button } from '../../ui/button.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { visibleText } from '../../ui/visible-text.ts';

interface FindingItemProps {
  readonly ref: Ref<HTMLLIElement>;
  readonly finding: RepairFinding;
  /** The fix of it that is being written. */
  readonly applying: RepairFix | null;
  /** Whether anything is being written. */
  readonly busy: boolean;
  readonly refusal: FailureSentence | null;
  /** The fix to try again, where that is a way out of the refusal. */
  readonly retry: RepairFix | null;
  readonly onApply: (fix: RepairFix) => void;
}

/** One finding: what is wrong and why it matters, what stands there, and each way to settle it with what it will do. */
export function FindingItem({ ref, finding, applying, busy, refusal, retry, onApply }: FindingItemProps): ReactElement {
  const title = useId();
  const { diagnostic, excerpt, fixes } = finding;
  const { wrong, why, next } = diagnosticMessage(diagnostic);
  return (
    <li
      ref={ref}
      tabIndex={-1}
      aria-labelledby={title}
      className="rounded-control border-t border-line px-2 py-4 -outline-offset-2 first:border-t-0"
    >
      <div className="flex gap-2 wrap-anywhere">
        <SeverityGlyph code={diagnostic.code} />
        <div className="min-w-0 flex-1">
          <div className="copyable">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h4 id={title} className="min-w-[min(320px,100%)] flex-1 font-medium">
                {wrong}
              </h4>
              <p className="font-mono text-small text-fg-dim">
                <bdi>{placeText(diagnostic.place)}</bdi>
              </p>
            </div>
            <p className="text-fg-dim">{why}</p>
          </div>
          {excerpt === '' ? null : <Excerpt text={excerpt} />}
          {fixes.length === 0 ? <p className="mt-2">{next}</p> : null}
          <ul className="mt-3 space-y-2">
            {fixes.map((fix) => (
              <FixRow
                key={JSON.stringify(fix)}
                fix={fix}
                applying={applying !== null && JSON.stringify(applying) === JSON.stringify(fix)}
                busy={busy}
                onApply={onApply}
              />
            ))}
          </ul>
          {refusal === null ? null : (
            <div className="mt-3">
              <SentenceAlert
                {...refusal}
                action={
                  retry === null ? undefined : (
                    <Button
                      unavailable={busy}
                      onClick={() => {
                        onApply(retry);
                      }}
                    >
                      {t('studio.common.tryAgain')}
                    </Button>
                  )
                }
              />
            </div>
          )}
        </div>
      </div>
    </li>
  );
}

function SeverityGlyph({ code }: { readonly code: Diagnostic['code'] }): ReactElement {
  const { severity } = diagnosticRule(code);
  const text = t(`studio.details.severity.${severity}`);
  return (
    <span title={text} className="mt-0.5">
      <StateGlyph shape={severity === 'error' ? 'octagon-bar' : 'triangle-mark'} />
      <span className="sr-only">{text}</span>
    </span>
  );
}

/** The beginning of a line, or of several, with everything that can't be seen as an escape. */
function Excerpt({ text }: { readonly text: string }): ReactElement {
  return (
    <div className="copyable mt-2 rounded-control border border-line bg-app px-2 py-1 font-mono text-small wrap-anywhere">
      <span className="sr-only">{t('studio.repair.excerpt')}</span>
      {text.split('\n').map((line, index) => (
        // Lines have no other name, and never move.
        <p key={index} className="line-clamp-4 whitespace-pre-wrap">
          <bdi dir="ltr">{visibleText(line)}</bdi>
        </p>
      ))}
    </div>
  );
}

interface FixRowProps {
  readonly fix: RepairFix;
  readonly applying: boolean;
  readonly busy: boolean;
  readonly onApply: (fix: RepairFix) => void;
}

function FixRow({ fix, applying, busy, onApply }: FixRowProps): ReactElement {
  const effectId = useId();
  const { label, effect } = repairMessage(fix);
  const name = nameOfChoice(fix);
  return (
    <li className="grid grid-cols-[minmax(0,240px)_minmax(0,1fr)] items-start gap-x-3 gap-y-1 max-[700px]:grid-cols-1">
      <Button
        unavailable={busy}
        title={label}
        aria-describedby={effectId}
        onClick={() => {
          onApply(fix);
        }}
        className="min-w-0 max-w-full"
      >
        <span className="min-w-0 flex-1 truncate">{applying ? t('studio.repair.applying') : label}</span>
      </Button>
      <p id={effectId} className="min-w-0 py-1 text-fg-dim wrap-anywhere">
        {effect}
        {name === null ? null : <span className="block font-mono text-small text-fg-faint">{visibleText(name)}</span>}
      </p>
    </li>
  );
}

/** What tells two choices apart that say the same otherwise: as it stands in the file. */
function nameOfChoice(fix: RepairFix): string | null {
  switch (fix.fix) {
    case 'keep-version':
      return fix.checksum;
    case 'keep-entry':
      return fix.assetId;
    default:
      return null;
  }
}
