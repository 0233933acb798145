import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { KeyHint } from './key-hint.tsx';

interface TooltipProps {
  readonly label: string;
  /** The keys that do the same, as this system writes them. */
  readonly keys?: string | null | undefined;
  /** False where there is something else to say of the element. */
  readonly shown?: boolean;
  /** The element that it is of, which has the label as its own name: nobody has to see a tooltip. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** What a button does, and by which keys it can be done without it: on hover, and with the focus of the keyboard. */
export function Tooltip({ label, keys, shown = true, children }: TooltipProps): ReactElement {
  return (
    <BaseTooltip.Root disabled={!shown}>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner sideOffset={6} className="z-40">
          <BaseTooltip.Popup className="flex max-w-80 items-center gap-2 rounded-control border border-line bg-raised px-2 py-1 text-small text-fg shadow-overlay">
            {label}
            {keys === null || keys === undefined ? null : <KeyHint keys={keys} className="bg-panel" />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
