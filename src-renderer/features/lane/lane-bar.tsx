import { type ReactElement, type ReactNode, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { LaneState } from '../../../src-preload/contract/domain/lane.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { Button } from '../../ui/button.tsx';
import { type GlyphShape, StateGlyph } from '../../ui/state-glyph.tsx';
import { type LaneAction, laneActions } from './lane-actions.ts';

interface LaneBarProps {
  readonly lane: Extract<LaneState, { readonly state: 'poisoned' | 'read-only' }>;
  readonly tryingAgain: boolean;
  readonly onAction: (action: LaneAction) => void;
  /** The bar goes while the focus is in it. */
  readonly onLeave: () => void;
  /** More that can be looked at, before the ways out. */
  readonly children?: ReactNode;
}

/** Why nothing is written now: what is wrong, what is safe, what to do, and the buttons that do it. */
export function LaneBar({ lane, tryingAgain, onAction, onLeave, children }: LaneBarProps): ReactElement {
  const bar = useRef<HTMLElement>(null);
  const leave = useEffectEvent(onLeave);
  useLayoutEffect(() => {
    const element = bar.current;
    return () => {
      // Before the element is taken away: afterwards the focus would be nowhere.
      if (element?.contains(document.activeElement) === true) {
        leave();
      }
    };
  }, []);
  const { shape, wrong, rest } = laneWords(lane);
  return (
    <aside
      ref={bar}
      aria-label={t('studio.lane.label')}
      className="flex shrink-0 flex-wrap items-start gap-x-3 gap-y-2 border-b border-line bg-raised py-2 pr-3 pl-3"
    >
      <div className="flex min-w-[min(360px,100%)] flex-1 gap-2 py-1">
        <StateGlyph shape={shape} className="mt-0.5" />
        <p role="status" className="copyable min-w-0 wrap-anywhere text-fg-dim">
          <span className="font-medium text-fg">{wrong}</span> {rest}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {children}
        {lane.state === 'read-only' ? (
          <LaneButtons refusal={lane.refusal} tryingAgain={tryingAgain} onAction={onAction} />
        ) : null}
      </div>
    </aside>
  );
}

interface LaneButtonsProps {
  readonly refusal: Refusal;
  readonly tryingAgain: boolean;
  readonly onAction: (action: LaneAction) => void;
}

function LaneButtons({ refusal, tryingAgain, onAction }: LaneButtonsProps): ReactElement {
  const labels: Record<LaneAction, string> = {
    'try-again': tryingAgain ? t('studio.lane.tryingAgain') : t('studio.common.tryAgain'),
    'take-over': t('studio.lane.takeOver'),
    'open-repair': t('studio.common.openRepair'),
    'save-copy': t('studio.lane.saveCopy'),
  };
  return (
    <>
      {laneActions(refusal).map((action) => (
        <Button
          key={action}
          unavailable={action === 'try-again' && tryingAgain}
          onClick={() => {
            onAction(action);
          }}
        >
          {labels[action]}
        </Button>
      ))}
    </>
  );
}

function laneWords(lane: LaneBarProps['lane']): {
  readonly shape: GlyphShape;
  readonly wrong: string;
  readonly rest: string;
} {
  if (lane.state === 'poisoned') {
    return { shape: 'triangle-mark', wrong: t('studio.lane.poisoned'), rest: t('studio.lane.poisonedHint') };
  }
  const { wrong, safe, next } = failureMessage(lane.refusal);
  return { shape: 'octagon-bar', wrong, rest: t('studio.common.inARow', { first: safe, second: next }) };
}
