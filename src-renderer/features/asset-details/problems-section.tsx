import { Copy, Wrench } from 'lucide-react';
import { type ReactElement, useLayoutEffect, useRef } from 'react';
import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import { type DiagnosticFix, fixOf, type RelocateFix } from '../../../src-preload/contract/domain/diagnostic-fix.ts';
import { t } from '../../app/translation.ts';
import { type FoundProblem, problemsOf } from '../../ipc/problems-of.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { DetailsSection } from '../../ui/details-section.tsx';
import { ProblemList } from '../../ui/problem-list.tsx';
import { fixText } from './fix-text.ts';
import { useSelectedCommands } from './selected-commands.tsx';
import type { RelocationFixes } from './use-relocations.ts';

interface ProblemsSectionProps {
  readonly asset: AssetDetails;
  /** Whether the asset is not the selected one any more, which is still being read. */
  readonly checking: boolean;
  /** Whether a fix is being written. */
  readonly running: boolean;
  /** Folders that the asset may be in by now, where its own is gone. */
  readonly relocations: RelocationFixes;
  readonly onFix: (fix: DiagnosticFix | RelocateFix) => void;
  readonly onCopy: (text: string) => void;
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** On to what was found wrong with the asset. */
export function focusProblems(): void {
  document.querySelector<HTMLElement>('[data-problems]')?.focus();
}

/** What was found wrong with an asset, with what Studio can do about it. */
export function ProblemsSection(props: ProblemsSectionProps): ReactElement {
  const { asset, checking, running, relocations, onFix, onCopy } = props;
  const { diagnostics, manifest } = asset;
  const reason = useSelectedCommands().reasonFor('edit-manifest');
  // Why the manifest can't be edited now; null where it can.
  const unavailable = checking ? t('studio.action.checking') : reason;
  const fixButton = (fix: DiagnosticFix | RelocateFix, inTheWay: string | null): ReactElement => (
    <Button
      key={JSON.stringify(fix)}
      icon={<Wrench {...icon} className="shrink-0" />}
      unavailable={running || inTheWay !== null}
      wraps={true}
      title={inTheWay ?? undefined}
      onClick={() => {
        onFix(fix);
      }}
      className="mt-2"
    >
      {fixText(fix)}
    </Button>
  );
  const section = useRef<HTMLDivElement>(null);
  const focusIsHere = useRef(false);
  useLayoutEffect(() => {
    // A problem that is fixed takes its button along.
    if (focusIsHere.current && document.activeElement === document.body) {
      section.current?.focus();
    }
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div
      ref={section}
      data-problems=""
      tabIndex={-1}
      onFocus={() => {
        focusIsHere.current = true;
      }}
      // Not called for what React itself takes away.
      onBlur={() => {
        focusIsHere.current = false;
      }}
      className="-outline-offset-2"
    >
      <DetailsSection title={t('studio.details.problems')}>
        {diagnostics.length === 0 ? (
          <p className="text-fg-dim">{t('studio.details.noProblems')}</p>
        ) : (
          <ProblemList
            label={t('studio.details.problems')}
            problems={problemsOf(diagnostics)}
            actionOf={({ diagnostic }) => {
              if (diagnostic.code === 'manifest-missing') {
                return (
                  <>
                    {relocations.fixes.map((fix) => fixButton(fix, checking ? unavailable : relocations.unavailable))}
                    {relocations.more ? (
                      <p className="mt-2 text-small text-fg-dim">{t('studio.fix.moreFolders')}</p>
                    ) : null}
                  </>
                );
              }
              const fix = fixOf(diagnostic, manifest);
              return fix === null ? null : fixButton(fix, unavailable);
            }}
            asideOf={(problem) => (
              <IconButton
                label={t('studio.fix.copy')}
                onClick={() => {
                  onCopy(copiedText(problem));
                }}
                className="-mt-1"
              >
                <Copy {...icon} />
              </IconButton>
            )}
          />
        )}
      </DetailsSection>
    </div>
  );
}

/** A finding as it reads, for a message to somebody else: with its code, which is the same in every language. */
function copiedText({ diagnostic, severityText, wrong, place, why, next }: FoundProblem): string {
  return [`${severityText} (${diagnostic.code}): ${wrong}`, place, why, next].join('\n');
}
