import { type ReactElement, type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { Group, Panel, type PanelProps, Separator, usePanelRef } from 'react-resizable-panels';
import { paneWidths, viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';
import { type Pane, projectLook, setPaneWidth, showPane, useSeenPanes } from './project-look.ts';
import { t } from './translation.ts';
import { useLasting } from './use-lasting.ts';

interface ThreePanesProps {
  /** Of the project whose look it is. */
  readonly folderToken: string;
  readonly filters: ReactNode;
  readonly list: ReactNode;
  readonly details: ReactNode;
  /** Given where they are covered until all of them is there, and told of that. */
  readonly onFilled?: (() => void) | undefined;
}

const separator =
  'relative w-px bg-line transition-colors -outline-offset-1 hover:bg-accent data-[separator=active]:bg-accent';

/** What was drawn has been laid out in a frame of its own by then: whoever takes its cover away before has it laid out for that. */
const layoutMs = 20;

/** What goes on meanwhile begins the drawing anew each time. After so many milliseconds it is drawn in one piece. */
const mostMs = 200;

/**
 * Whether there is something in the panes: at once, or, where they are covered, in pieces behind themselves. They ask how wide
 * they are as soon as they are there, which has the whole page laid out.
 */
function useFilled(isCovered: boolean): boolean {
  const drawn = useDeferredValue(true, false);
  const late = useLasting(isCovered && !drawn ? mostMs : null);
  return drawn || late || !isCovered;
}

/**
 * The three panes, whose widths can be changed; those at the sides keep theirs when the window changes its own, and can be
 * put away. Where the window has no room for three, one gives way to the other. What is put away can't have the focus.
 */
export function ThreePanes({ folderToken, filters, list, details, onFilled }: ThreePanesProps): ReactElement {
  const filled = useFilled(onFilled !== undefined);
  useEffect(() => {
    if (!filled || onFilled === undefined) {
      return undefined;
    }
    const told = setTimeout(onFilled, layoutMs);
    return () => {
      clearTimeout(told);
    };
  }, [filled, onFilled]);
  const { sidebar, inspector } = useSeenPanes(folderToken);
  const sidebarPanel = useSidePanel(folderToken, 'sidebar', sidebar);
  const inspectorPanel = useSidePanel(folderToken, 'inspector', inspector);
  const sidebarRef = usePanelRef();
  const inspectorRef = usePanelRef();
  useEffect(() => {
    const panels = [
      { panel: sidebarRef.current, seen: sidebar, pane: 'sidebar' },
      { panel: inspectorRef.current, seen: inspector, pane: 'inspector' },
    ] as const;
    // What goes first makes the room for what comes.
    for (const { panel, seen } of panels) {
      if (!seen) {
        panel?.collapse();
      }
    }
    for (const { panel, seen, pane } of panels) {
      if (seen && panel?.isCollapsed() === true) {
        panel.resize(widthOf(folderToken, pane));
      }
    }
  }, [folderToken, sidebarRef, sidebar, inspectorRef, inspector]);
  return (
    <Group className="min-h-0 flex-1">
      <Panel
        id="filters"
        {...sidebarPanel}
        panelRef={sidebarRef}
        minSize={paneWidths.sidebar.least}
        maxSize={paneWidths.sidebar.most}
        groupResizeBehavior="preserve-pixel-size"
      >
        <div data-pane="sidebar" hidden={!sidebar} className="h-full">
          {filled ? filters : null}
        </div>
      </Panel>
      <Separator aria-label={t('studio.project.sidebar')} className={separator} />
      <Panel id="list" minSize={320}>
        <main data-region="" tabIndex={-1} className="h-full bg-panel">
          {filled ? list : null}
        </main>
      </Panel>
      <Separator aria-label={t('studio.project.details')} className={separator} />
      <Panel
        id="details"
        {...inspectorPanel}
        panelRef={inspectorRef}
        minSize={paneWidths.inspector.least}
        maxSize={paneWidths.inspector.most}
        groupResizeBehavior="preserve-pixel-size"
      >
        <div data-pane="inspector" hidden={!inspector} className="h-full">
          {filled ? details : null}
        </div>
      </Panel>
    </Group>
  );
}

/** A panel that is put away by a command, or by its edge being moved to the window's; it comes back as wide as it was. */
function useSidePanel(
  folderToken: string,
  pane: Pane,
  seen: boolean,
): Pick<PanelProps, 'collapsible' | 'collapsedSize' | 'defaultSize' | 'onResize'> {
  const [firstWidth] = useState(() => (seen ? widthOf(folderToken, pane) : 0));
  return {
    collapsible: true,
    collapsedSize: 0,
    defaultSize: firstWidth,
    onResize: ({ inPixels }, _id, before) => {
      // By its edge: what a command or a narrow window did to it is known.
      if (before !== undefined && inPixels > 0 !== seen) {
        showPane(folderToken, pane, inPixels > 0);
      }
      setPaneWidth(folderToken, pane, inPixels);
    },
  };
}

function widthOf(folderToken: string, pane: Pane): number {
  return (projectLook(folderToken) ?? viewAtFirst)[`${pane}Width`];
}
