import type { ReactElement, ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { t } from './translation.ts';

interface ThreePanesProps {
  readonly filters: ReactNode;
  readonly list: ReactNode;
  readonly details: ReactNode;
}

const separator =
  'relative w-px bg-line transition-colors -outline-offset-1 hover:bg-accent data-[separator=active]:bg-accent';

/** The three panes, whose widths can be changed; those at the sides keep theirs when the window changes its own. */
export function ThreePanes({ filters, list, details }: ThreePanesProps): ReactElement {
  return (
    <Group className="min-h-0 flex-1">
      <Panel id="filters" defaultSize={220} minSize={160} maxSize={360} groupResizeBehavior="preserve-pixel-size">
        {filters}
      </Panel>
      <Separator aria-label={t('studio.project.sidebar')} className={separator} />
      <Panel id="list" minSize={320}>
        <main className="h-full bg-panel">{list}</main>
      </Panel>
      <Separator aria-label={t('studio.project.details')} className={separator} />
      <Panel id="details" defaultSize={340} minSize={280} maxSize={560} groupResizeBehavior="preserve-pixel-size">
        {details}
      </Panel>
    </Group>
  );
}
