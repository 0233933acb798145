import { type ReactElement, type ReactNode, useEffect } from 'react';
import { Group, Panel, type PanelProps, Separator, usePanelRef } from 'react-resizable-panels';
import { showPane, usePanes } from './panes.ts';
import { t } from './translation.ts';

interface ThreePanesProps {
  readonly filters: ReactNode;
  readonly list: ReactNode;
  readonly details: ReactNode;
}

const separator =
  'relative w-px bg-line transition-colors -outline-offset-1 hover:bg-accent data-[separator=active]:bg-accent';

/**
 * The three panes, whose widths can be changed; those at the sides keep theirs when the window changes its own, and can be
 * put away. What is put away can't have the focus.
 */
export function ThreePanes({ filters, list, details }: ThreePanesProps): ReactElement {
  const { sidebar, inspector } = usePanes();
  const sidebarPanel = useShownPanel('sidebar', sidebar);
  const inspectorPanel = useShownPanel('inspector', inspector);
  return (
    <Group className="min-h-0 flex-1">
      <Panel
        id="filters"
        {...sidebarPanel}
        defaultSize={sidebar ? 220 : 0}
        minSize={160}
        maxSize={360}
        groupResizeBehavior="preserve-pixel-size"
      >
        <div data-pane="sidebar" hidden={!sidebar} className="h-full">
          {filters}
        </div>
      </Panel>
      <Separator aria-label={t('studio.project.sidebar')} className={separator} />
      <Panel id="list" minSize={320}>
        <main data-region="" tabIndex={-1} className="h-full bg-panel">
          {list}
        </main>
      </Panel>
      <Separator aria-label={t('studio.project.details')} className={separator} />
      <Panel
        id="details"
        {...inspectorPanel}
        defaultSize={inspector ? 340 : 0}
        minSize={280}
        maxSize={560}
        groupResizeBehavior="preserve-pixel-size"
      >
        <div data-pane="inspector" hidden={!inspector} className="h-full">
          {details}
        </div>
      </Panel>
    </Group>
  );
}

/** A panel that is put away by a command, or by its edge being moved to the window's; it comes back as wide as it was. */
function useShownPanel(
  pane: keyof ReturnType<typeof usePanes.getState>,
  shown: boolean,
): Pick<PanelProps, 'collapsible' | 'collapsedSize' | 'panelRef' | 'onResize'> {
  const panelRef = usePanelRef();
  useEffect(() => {
    if (shown) {
      panelRef.current?.expand();
    } else {
      panelRef.current?.collapse();
    }
  }, [panelRef, shown]);
  return {
    collapsible: true,
    collapsedSize: 0,
    panelRef,
    onResize: ({ inPixels }, _id, before) => {
      if (before !== undefined && inPixels > 0 !== before.inPixels > 0) {
        showPane(pane, inPixels > 0);
      }
    },
  };
}
