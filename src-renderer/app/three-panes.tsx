import { type ReactElement, type ReactNode, useEffect } from 'react';
import { Group, Panel, type PanelProps, Separator, usePanelRef } from 'react-resizable-panels';
import { giveWayWhereNarrow, showPane, usePanes } from './panes.ts';
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
  useEffect(giveWayWhereNarrow, []);
  const sidebarRef = usePanelRef();
  const inspectorRef = usePanelRef();
  useEffect(() => {
    const panels = [
      { panel: sidebarRef.current, shown: sidebar },
      { panel: inspectorRef.current, shown: inspector },
    ];
    // What goes first makes the room for what comes.
    for (const { panel, shown } of panels) {
      if (!shown) {
        panel?.collapse();
      }
    }
    for (const { panel, shown } of panels) {
      if (shown) {
        panel?.expand();
      }
    }
  }, [sidebarRef, sidebar, inspectorRef, inspector]);
  return (
    <Group className="min-h-0 flex-1">
      <Panel
        id="filters"
        {...canBePutAway('sidebar')}
        panelRef={sidebarRef}
        defaultSize={sidebar ? 220 : 0}
        minSize={190}
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
        {...canBePutAway('inspector')}
        panelRef={inspectorRef}
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
function canBePutAway(
  pane: keyof ReturnType<typeof usePanes.getState>,
): Pick<PanelProps, 'collapsible' | 'collapsedSize' | 'onResize'> {
  return {
    collapsible: true,
    collapsedSize: 0,
    onResize: ({ inPixels }, _id, before) => {
      if (before !== undefined && inPixels > 0 !== before.inPixels > 0) {
        showPane(pane, inPixels > 0);
      }
    },
  };
}
