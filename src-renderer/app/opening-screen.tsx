import { memo, type ReactElement, useEffect, useRef, useState } from 'react';
import { focusAssetActions } from '../features/asset-details/action-bar.tsx';
import { ProvisionalDetails } from '../features/asset-details/provisional-details.tsx';
import { AssetGrid } from '../features/asset-list/asset-grid.tsx';
import { columnShares } from '../features/asset-list/columns.ts';
import { ListHeader } from '../features/asset-list/list-header.tsx';
import { ResultsBar } from '../features/asset-list/results-bar.tsx';
import { SearchField } from '../features/asset-list/search-field.tsx';
import { SortControl } from '../features/asset-list/sort-control.tsx';
import { useProvisionalList } from '../features/asset-list/use-provisional-list.ts';
import { FiltersSidebar } from '../features/filters/filters-sidebar.tsx';
import { JobLine } from '../features/jobs/job-line.tsx';
import { StatusLine } from '../features/status/status-line.tsx';
import { filterOf } from '../ipc/asset-filter.ts';
import type { ListView } from '../ipc/project-queries.ts';
import { type Job, useJobs } from './jobs.ts';
import { useOpeningView } from './opening-view.ts';
import { changeLook, type ResultsLook, useProjectLook } from './project-look.ts';
import type { RowChoice } from './project-view.ts';
import type { Opening } from './session.ts';
import { ThreePanes } from './three-panes.tsx';
import { TopBar } from './top-bar.tsx';
import { t } from './translation.ts';
import { useLasting } from './use-lasting.ts';

interface OpeningScreenProps {
  readonly opening: Opening;
  readonly onCancel: () => void;
}

/** The one list that there is while a project is being opened. */
const everything: ListView = { filter: filterOf(''), sort: 'root', descending: false };

/**
 * Rows in the order in which a disk gives them are not worth a look where the list comes at once: then they would only
 * flicker before it. Milliseconds.
 */
const worthALookMs = 100;

const nothing = (): void => undefined;

/**
 * A project that is being opened (rule Q5): where its list, its filters and its details will be, as much of it as is
 * known, how far the check has come, and a way out. What is drawn below it does not draw it again.
 */
export const OpeningScreen = memo(function OpeningScreen({ opening, onCancel }: OpeningScreenProps): ReactElement {
  const { jobId, folder, cancelled } = opening;
  const running = useJobs((jobs) => jobs.running.find((each) => each.jobId === jobId));
  // It has ended while the open project is being drawn.
  const [last, setLast] = useState(running);
  if (running !== undefined && running !== last) {
    setLast(running);
  }
  const job = last ?? atStart(jobId);
  const selection = useOpeningView((shown) => shown.selection);
  const list = useProvisionalList(jobId, selection?.index ?? null);
  const details = useRef<HTMLElement>(null);
  const lasts = useLasting(worthALookMs);
  const { view } = list;
  const look = useProjectLook(folder.folderToken);
  const from = view !== null && view.total > 0 ? view.from : null;
  const isShown = from === 'scan-index' || (from === 'scan' && lasts);
  const row = selection === null ? null : (selection.row ?? list.rowAt(selection.index) ?? null);

  useEffect(() => {
    useOpeningView.setState({ from: isShown ? from : null });
  }, [isShown, from]);
  // A key can lead to a row that is not read yet.
  useEffect(() => {
    if (row !== null) {
      useOpeningView.setState((shown) => (shown.selection === null ? {} : { selection: { ...shown.selection, row } }));
    }
  }, [row]);

  if (look === null) {
    // For as long as it takes to read how the project was shown last.
    return <div className="fixed inset-0 z-10 bg-app" />;
  }
  const sort = from === 'scan-index' ? 'root' : null;
  const unavailable = t('studio.opening.controls');
  const onLook = (change: Partial<ResultsLook>): void => {
    changeLook(folder.folderToken, change);
  };
  return (
    <div className="fixed inset-0 z-10 flex flex-col bg-app">
      <TopBar
        project={{ name: view?.name ?? null, path: view?.path ?? folder.path }}
        leaveLabel={t('studio.opening.leave')}
        leaveKeys={null}
        tools={null}
        onLeave={onCancel}
        search={<SearchField ref={null} value="" unavailable={unavailable} onSearch={nothing} onLeave={nothing} />}
        order={
          <SortControl sort={sort} descending={false} unavailable={unavailable} onSort={nothing} onReverse={nothing} />
        }
      />
      <ThreePanes
        folderToken={folder.folderToken}
        filters={
          <FiltersSidebar
            counts={null}
            search=""
            facetsOf={null}
            openFolders={look.openFolders}
            unavailable={unavailable}
            onSearch={nothing}
            onOpenFolders={nothing}
          />
        }
        list={
          <div style={columnShares(look.nameShare)} className="flex h-full flex-col bg-panel">
            <ResultsBar total={isShown ? (view?.total ?? null) : null} look={look} onLook={onLook} />
            {look.layout === 'list' ? (
              <ListHeader sort={sort} descending={false} onSort={null} nameShare={look.nameShare} onLook={onLook} />
            ) : null}
            {view === null || !isShown ? (
              <div className="flex-1" />
            ) : (
              <AssetGrid
                list={{
                  ...list,
                  showRows: (seen, travel) => {
                    useOpeningView.setState({ seen });
                    list.showRows(seen, travel);
                  },
                }}
                total={view.total}
                view={everything}
                look={look}
                thumbnails={null}
                cursor={selection?.index ?? null}
                selectedRoot={row?.root ?? null}
                marked={null}
                busy={true}
                onChoose={choose}
                beginsAt={0}
                onScrolled={(scrollTop) => {
                  useOpeningView.setState({ scrollTop });
                }}
                onEnter={focusAssetActions}
              />
            )}
          </div>
        }
        details={<ProvisionalDetails ref={details} row={row} actions={view?.actions ?? []} />}
      />
      <StatusLine
        shown={null}
        total={null}
        readAt={null}
        projectId={null}
        rereading={false}
        jobs={<JobLine job={{ ...job, cancelled }} others={0} onShowList={null} onCancel={onCancel} />}
        onReload={nothing}
        onNext={nothing}
      />
    </div>
  );
});

function choose({ index }: RowChoice): void {
  useOpeningView.setState({ selection: { index, row: null } });
}

/** The job before it has told anything of itself. */
function atStart(jobId: string): Job {
  return { jobId, kind: 'open', projectId: null, done: 0, total: null, rate: null, current: null, cancelled: false };
}
