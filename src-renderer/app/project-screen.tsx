import { useQuery } from '@tanstack/react-query';
import {
  memo,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { AssetCommand, CommandOn } from '../../src-preload/contract/commands.ts';
import type { AssetSort } from '../../src-preload/contract/domain/asset-list.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';
import type { ProjectSummary } from '../../src-preload/contract/domain/project.ts';
import { searchLimit } from '../../src-preload/contract/domain/search-terms.ts';
import { focusAssetActions } from '../features/asset-details/action-bar.tsx';
import { AssetDetailsPane } from '../features/asset-details/asset-details-pane.tsx';
import type { Announce, CommandSubject } from '../features/asset-details/command-subject.ts';
import { draftKey, moveDraft, useManifestDrafts, useUnsavedIn } from '../features/asset-details/manifest-drafts.ts';
import { focusManifestForm } from '../features/asset-details/manifest-form.tsx';
import { MoveDialog } from '../features/asset-details/move-dialog.tsx';
import { SelectedCommandsScope } from '../features/asset-details/selected-commands.tsx';
import { useCopyAsset } from '../features/asset-details/use-copy-asset.ts';
import { useFixes } from '../features/asset-details/use-fixes.ts';
import { useManifestEdit } from '../features/asset-details/use-manifest-edit.ts';
import { useMove } from '../features/asset-details/use-move.ts';
import { AssetListPane, focusAssetList, openRowMenu } from '../features/asset-list/asset-list-pane.tsx';
import { SearchChips } from '../features/asset-list/search-chips.tsx';
import { SearchField } from '../features/asset-list/search-field.tsx';
import { SortControl } from '../features/asset-list/sort-control.tsx';
import { BulkBar } from '../features/bulk-register/bulk-bar.tsx';
import { BulkResultPanel } from '../features/bulk-register/bulk-result-panel.tsx';
import { ConfirmBulkDialog } from '../features/bulk-register/confirm-bulk-dialog.tsx';
import { useBulkWrite } from '../features/bulk-register/use-bulk-write.ts';
import { reasonAgainst, useCountedRows } from '../features/bulk-register/use-counted-rows.ts';
import { FiltersSidebar } from '../features/filters/filters-sidebar.tsx';
import { HistoryDialog } from '../features/history/history-dialog.tsx';
import { useUndo } from '../features/history/use-undo.ts';
import { JobStrip } from '../features/jobs/job-strip.tsx';
import { DropZone } from '../features/new-assets/drop-zone.tsx';
import { NewAssetsSheet } from '../features/new-assets/new-assets-sheet.tsx';
import { useNewAssets } from '../features/new-assets/use-new-assets.ts';
import { AssetPreview } from '../features/preview/asset-preview.tsx';
import { SourceFacts } from '../features/preview/source-facts.tsx';
import { RepairDialog } from '../features/repair/repair-dialog.tsx';
import { RowMenu } from '../features/row-menu/row-menu.tsx';
import { StatusLine } from '../features/status/status-line.tsx';
import { VerifyDialog } from '../features/verify/verify-dialog.tsx';
import { folderOf } from '../ipc/asset-filter.ts';
import { projectQueries } from '../ipc/project-queries.ts';
import { isTextField } from '../ui/is-text-field.ts';
import type { MenuAnchor } from '../ui/menu-anchor.ts';
import { commandLabel, shortcutOf } from './commands.ts';
import { focusRegion } from './focus-region.ts';
import { cancelJob, useJobs } from './jobs.ts';
import { watchAuthor } from './leading-author.ts';
import { type OfferedCommand, runCommand, useOfferedCommands } from './offered-commands.ts';
import { OpenFailureBar } from './open-failure-bar.tsx';
import { assetSign, showOverlay } from './overlay.ts';
import { pictureVersion, usePictureTurns } from './picture-turns.ts';
import { ProjectBars } from './project-bars.tsx';
import {
  changeLook,
  type Pane,
  type ResultsLook,
  type ShownLook,
  showPane,
  useProjectLook,
  useSeenPanes,
} from './project-look.ts';
import { hasTurned, type ListBeginning, type MarkedRows, type ProjectView, projectViewOf } from './project-view.ts';
import { QuickPreview } from './quick-preview.tsx';
import { countOf } from './row-ranges.ts';
import { announce, endResultOfTurn, useSession } from './session.ts';
import { ThreePanes } from './three-panes.tsx';
import { TopBar } from './top-bar.tsx';
import { t } from './translation.ts';
import { useAdoptedJobs } from './use-adopted-jobs.ts';
import { useDiskJobs } from './use-disk-jobs.ts';
import { useEscape } from './use-escape.ts';
import { useKeptView } from './use-kept-view.ts';
import { useListTravel } from './use-list-travel.ts';
import { useShownAssets } from './use-shown-assets.ts';
import { WindowTools } from './window-tools.tsx';

const nothing = (): void => undefined;

type ShownProject = Pick<ProjectSummary, 'projectId' | 'name' | 'path' | 'readAt' | 'lane' | 'diagnostics'>;

interface ProjectScreenProps {
  readonly projectId: string;
  /** The folder that it was opened by. */
  readonly folderToken: string;
  readonly beginning: ListBeginning;
  /** Why another project could not be opened or created from here. */
  readonly openFailure: Failure | null;
  readonly onClose: () => void;
}

/** An open project: filters, list and details side by side, the status line below them. */
export function ProjectScreen(props: ProjectScreenProps): ReactElement {
  const { projectId, folderToken, beginning, openFailure, onClose } = props;
  const [store] = useState(() => projectViewOf(beginning));
  const view = useStore(store);
  useKeptView(folderToken, store);
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (hasTurned(now, before)) {
          endResultOfTurn();
        }
      }),
    [store],
  );
  const isDrawn = useSession(({ drawing }) => drawing === null);
  const bulk = useBulkWrite(projectId);
  const newAssets = useNewAssets(projectId);
  const undo = useUndo(projectId, (from, to) => {
    moveDraft(draftKey(projectId, from), draftKey(projectId, to));
  });
  const isWriting = bulk.running || undo.running;
  // What the author registers himself leaves "Unregistered" before his eyes, and may do so only after that has ended.
  const markedAtWrite = useRef<MarkedRows | null>(null);
  useEffect(() => {
    if (isWriting) {
      markedAtWrite.current = store.getState().marked;
    }
  }, [isWriting, store]);
  const assets = useShownAssets(projectId, store, (marked) => {
    if (!isWriting && marked !== markedAtWrite.current) {
      announce(projectId, () => t('studio.bulk.marksVoid'));
    }
  });
  const { marked } = assets;
  const unsaved = useUnsavedIn(projectId);
  const [firstView] = useState(assets.view);
  const project = useQuery({ ...projectQueries.summary(projectId), select: shownOfProject });
  const look = useProjectLook(folderToken) ?? viewAtFirst;
  const seen = useSeenPanes(folderToken);
  const onLook = useCallback(
    (change: Partial<ResultsLook>): void => {
      changeLook(folderToken, change);
    },
    [folderToken],
  );
  const readAt = project.data?.readAt;
  const turns = usePictureTurns((pictures) => pictures.turns);
  const versionOf = useCallback(
    (root: string) => pictureVersion(turns, projectId, root, readAt ?? ''),
    [turns, projectId, readAt],
  );
  const thumbnails = useMemo(
    () => (readAt === undefined ? null : { projectId, versionOf }),
    [projectId, readAt, versionOf],
  );
  const hasJobs = useJobs(({ running }) => running.some((job) => job.projectId === projectId));
  const readsOrWrites = useJobs(({ running }) =>
    running.some((job) => job.projectId === projectId && job.kind !== 'thumbnails'),
  );
  const say: Announce = (text, tone) => {
    announce(projectId, text, tone);
  };
  const edit = useManifestEdit(projectId, say);
  const move = useMove(projectId, say);
  const fixes = useFixes(projectId, edit, say);
  const copy = useCopyAsset(projectId, say);
  const disk = useDiskJobs(projectId);
  useAdoptedJobs(projectId);
  const [repairOpen, setRepairOpen] = useState(false);
  const [jobsOpen, setJobsOpen] = useState(false);
  const [historyOpen, setHistoryOpen] = useState(false);
  const [rowMenu, setRowMenu] = useState<MenuAnchor | null>(null);
  const travel = useListTravel(projectId, assets.view, assets.cursor, view);
  const [previewOpen, setPreviewOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const details = useRef<HTMLElement>(null);

  const openRepair = useCallback((): void => {
    setRepairOpen(true);
  }, []);
  const step = (by: number): void => {
    const last = (assets.list.total ?? 0) - 1;
    const index = (assets.cursor ?? 0) + by;
    if (index >= 0 && index <= last) {
      view.choose({
        index,
        root: assets.list.rowAt(index)?.root ?? null,
        marking: 'alone',
        from: assets.cursor,
        orderRevision: assets.list.shownOrderRevision,
      });
    }
  };
  const { setSearch, setSort, sort, reverse, unmark } = view;
  const onSort = useCallback(
    (next: AssetSort) => {
      if (next === sort) {
        reverse();
      } else {
        setSort(next);
      }
    },
    [sort, setSort, reverse],
  );
  const onClearMarks = useCallback(() => {
    unmark();
    focusAssetList();
  }, [unmark]);
  const changeSearch = useCallback(
    (text: string) => {
      if (text.trimEnd().length > searchLimit) {
        announce(projectId, () => t('studio.search.tooLong'), { problem: true });
      } else {
        // What is too much is the space behind the last word.
        setSearch(text.slice(0, searchLimit));
      }
    },
    [projectId, setSearch],
  );
  const onOpenFolders = useCallback(
    (openFolders: readonly string[]) => {
      changeLook(folderToken, { openFolders: [...openFolders] });
    },
    [folderToken],
  );
  const several = marked === null ? null : countOf(marked.ranges);
  const counted = useCountedRows(projectId, assets.view, marked);
  const whatIsIn = (): OfferedCommand['reason'] =>
    (assets.list.total ?? 0) > 0 ? null : t('studio.commandReason.emptyList');
  const always = (run: () => void): OfferedCommand => ({ run, reason: null });
  /** What needs one asset that is selected, and nothing else. */
  const onSelected = (run: (subject: CommandSubject) => void): OfferedCommand => {
    const { subject } = assets;
    if (marked !== null) {
      return { run: nothing, reason: t('studio.commandReason.several') };
    }
    return subject === null
      ? { run: nothing, reason: t('studio.commandReason.nothingSelected') }
      : {
          run: () => {
            run(subject);
          },
          reason: null,
        };
  };
  const togglePane = (pane: Pane): void => {
    const hadFocus = document.activeElement?.closest(`[data-pane=${pane}]`) !== null;
    showPane(folderToken, pane, !seen[pane]);
    // What is put away can't keep it.
    if (hadFocus && seen[pane]) {
      focusAssetList();
    }
  };
  useOfferedCommands({
    'create-assets': always(() => {
      newAssets.choose('files');
    }),
    'create-assets-from-folders': always(() => {
      newAssets.choose('folders');
    }),
    'close-project': always(onClose),
    'reload-project': always(disk.reload),
    'verify-snapshot': always(disk.verify),
    'repair-registry': always(openRepair),
    'copy-asset-relative-path': onSelected((subject) => {
      copy(subject, 'relative-path');
    }),
    'copy-asset-link': onSelected((subject) => {
      copy(subject, 'link');
    }),
    'copy-asset-json': onSelected((subject) => {
      copy(subject, 'json');
    }),
    'quick-preview': {
      run: () => {
        setPreviewOpen(true);
      },
      reason: assets.cursor === null ? t('studio.commandReason.nothingSelected') : null,
    },
    'show-row-menu': {
      run: openRowMenu,
      reason: assets.cursor === null ? t('studio.commandReason.nothingSelected') : null,
    },
    'register-all-shown': {
      run: () => {
        bulk.registerAllShown(assets.view);
      },
      reason: whatIsIn(),
    },
    'select-all': {
      run: () => {
        const focused = document.activeElement;
        if (isTextField(focused)) {
          focused.select();
        } else if (assets.list.total !== null && assets.list.shownOrderRevision !== null) {
          view.chooseAll(assets.list.total, assets.list.shownOrderRevision);
          focusAssetList();
        }
      },
      reason: whatIsIn(),
    },
    undo: always(() => {
      undo.newest('undo');
    }),
    redo: always(() => {
      undo.newest('redo');
    }),
    'show-jobs': always(() => {
      setJobsOpen(!jobsOpen);
    }),
    'cancel-job': {
      run: () => {
        const job = useJobs.getState().running.find((each) => each.projectId === projectId);
        if (job !== undefined) {
          cancelJob(job.jobId);
        }
      },
      reason: hasJobs ? null : t('studio.commandReason.noJob'),
    },
    'show-history': always(() => {
      setHistoryOpen(true);
    }),
    'focus-search': {
      run: () => {
        search.current?.focus();
        search.current?.select();
      },
      reason: null,
    },
    'show-list': always(() => {
      onLook({ layout: 'list' });
    }),
    'show-grid': always(() => {
      onLook({ layout: 'grid' });
    }),
    'toggle-sidebar': always(() => {
      togglePane('sidebar');
    }),
    'toggle-inspector': always(() => {
      togglePane('inspector');
    }),
    'go-to-asset': always(() => {
      showOverlay({ kind: 'palette', text: assetSign });
    }),
    'next-problem': always(() => {
      travel.toProblem('next');
    }),
    'previous-problem': always(() => {
      travel.toProblem('previous');
    }),
    'next-region': always(() => {
      focusRegion(1);
    }),
    'previous-region': always(() => {
      focusRegion(-1);
    }),
    // What the packer says of the selected asset is offered by its scope, and the details offer their fixes themselves.
  } satisfies Record<Exclude<CommandOn<'project' | 'asset'>, AssetCommand | 'show-fixes'>, OfferedCommand>);
  useEscape(() => {
    if (details.current?.contains(document.activeElement) === true) {
      focusAssetList();
    } else if (view.search !== '') {
      view.setSearch('');
    } else if (marked !== null) {
      view.unmark();
    } else {
      view.clearSelection();
    }
  });

  return (
    <div className="flex h-full flex-col">
      <ProjectHeader
        project={project.data ?? null}
        store={store}
        search={search}
        sidebar={seen.sidebar}
        inspector={seen.inspector}
      />
      {openFailure === null ? null : <OpenFailureBar failure={openFailure} />}
      {project.data === undefined ? null : (
        <ProjectBars project={project.data} reloading={disk.reloading} onReload={disk.reload} onRepair={openRepair} />
      )}
      <ThreePanes
        folderToken={folderToken}
        onFilled={isDrawn ? undefined : uncover}
        filters={
          <FiltersSidebar
            counts={assets.list.counts}
            search={view.search}
            facetsOf={projectId}
            openFolders={look.openFolders}
            onOpenFolders={onOpenFolders}
            unavailable={null}
            onSearch={changeSearch}
          />
        }
        list={
          <div className="relative flex h-full flex-col">
            <DropZone covers="list" onDrop={newAssets.drop} />
            <SearchChips
              search={view.search}
              total={assets.list.total}
              onSearch={changeSearch}
              onFocusLost={() => search.current?.focus()}
            />
            <AssetListPane
              list={assets.list}
              view={assets.view}
              look={look}
              onLook={onLook}
              thumbnails={thumbnails}
              cursor={assets.cursor}
              selectedRoot={assets.root}
              marked={marked}
              unsaved={unsaved}
              beginsAt={assets.view === firstView ? beginning.scrollTop : 0}
              onChoose={view.choose}
              onBand={view.drawBand}
              onBandEnd={view.endBand}
              onMenu={setRowMenu}
              sought={view.sought}
              onEnter={focusAssetActions}
              onType={travel.toNamed}
              followsCursor={previewOpen}
              onSort={onSort}
              onClearFilters={() => {
                view.setSearch('');
              }}
              onReload={disk.reload}
              footer={
                <BulkBar
                  selected={several}
                  counted={counted}
                  running={bulk.running}
                  onRun={runCommand}
                  onClear={onClearMarks}
                />
              }
            />
            {bulk.shown === null ? null : (
              <BulkResultPanel
                projectId={projectId}
                result={bulk.shown}
                running={bulk.running}
                onRetry={() => {
                  if (bulk.shown !== null) {
                    bulk.retry(bulk.shown);
                  }
                }}
                onClose={() => {
                  bulk.hide();
                  focusAssetList();
                }}
              />
            )}
          </div>
        }
        details={
          <SelectedCommandsScope
            projectId={projectId}
            subject={assets.subject}
            announce={say}
            asking={{
              'edit-manifest': ({ root }) => {
                // What an author has begun to type is shown again, not begun anew.
                if (useManifestDrafts.getState().drafts[draftKey(projectId, root)] === undefined) {
                  edit.begin(root, null);
                } else {
                  focusManifestForm();
                }
              },
              move: move.ask,
              trash: ({ root }) => {
                bulk.trashOne(root);
              },
            }}
            ofMarked={
              marked === null
                ? null
                : {
                    'register-asset': {
                      run: () => {
                        bulk.registerMarked(assets.view, marked);
                      },
                      reason: reasonAgainst('register', counted),
                    },
                    'unregister-asset': {
                      run: () => {
                        bulk.unregisterMarked(assets.view, marked);
                      },
                      reason: reasonAgainst('unregister', counted),
                    },
                    'trash-assets': always(() => {
                      bulk.trashMarked(assets.view, marked);
                    }),
                  }
            }
          >
            <AssetDetailsPane
              ref={details}
              projectId={projectId}
              root={assets.root}
              several={several}
              preview={(asset) =>
                // The large one alone: two would play the same sound.
                readAt === undefined || previewOpen ? null : (
                  <AssetPreview projectId={projectId} asset={asset} readAt={versionOf(asset.root)} />
                )
              }
              facts={(asset) =>
                readAt === undefined ? null : (
                  <SourceFacts projectId={projectId} asset={asset} readAt={versionOf(asset.root)} />
                )
              }
              edit={edit}
              fixes={fixes}
            />
          </SelectedCommandsScope>
        }
      />
      <StatusLine
        projectId={projectId}
        shown={assets.list.total}
        total={assets.list.counts?.all ?? null}
        readAt={project.data?.readAt ?? null}
        rereading={project.data?.lane.state === 'reloading' && !readsOrWrites}
        jobs={
          <JobStrip
            projectId={projectId}
            open={jobsOpen}
            onOpen={setJobsOpen}
            onShowResult={(chosen) => {
              setJobsOpen(false);
              bulk.show(chosen);
            }}
          />
        }
        onReload={disk.reload}
        onNext={(next) => {
          if (next === 'repair') {
            openRepair();
          } else {
            bulk.show(next);
          }
        }}
      />
      {isDrawn ? (
        <Afterwards>
          <RowMenu
            anchor={rowMenu}
            name={assets.subject?.name ?? null}
            several={several}
            onClose={() => {
              setRowMenu(null);
            }}
            onFocusLost={focusAssetList}
          />
          <MoveDialog projectId={projectId} move={move} onFocusLost={focusAssetList} />
          <ConfirmBulkDialog
            question={bulk.question}
            onConfirm={bulk.confirm}
            onClose={bulk.dismiss}
            onFocusLost={focusAssetList}
          />
          <NewAssetsSheet
            projectId={projectId}
            review={newAssets.review}
            folder={folderOf(view.search)}
            running={bulk.running}
            onCreate={(made, register) => {
              newAssets.dismiss();
              bulk.create(made, register, watchAuthor(store));
            }}
            onAdd={newAssets.choose}
            onDrop={newAssets.drop}
            onClose={newAssets.dismiss}
            onFocusLost={focusAssetList}
          />
          <HistoryDialog
            open={historyOpen}
            projectId={projectId}
            undo={undo}
            onClose={() => {
              setHistoryOpen(false);
            }}
            onFocusLost={focusAssetList}
          />
          <QuickPreview
            open={previewOpen}
            projectId={projectId}
            root={assets.root}
            readAt={readAt === undefined ? null : versionOf(assets.root ?? '')}
            onStep={step}
            onClose={() => {
              setPreviewOpen(false);
            }}
            onFocusLost={focusAssetList}
          />
          <VerifyDialog
            report={disk.report}
            onClose={disk.dismissReport}
            onReload={() => {
              disk.dismissReport();
              disk.reload();
            }}
          />
          {project.data === undefined ? null : (
            <RepairDialog
              open={repairOpen}
              projectId={projectId}
              lane={project.data.lane}
              onClose={() => {
                setRepairOpen(false);
              }}
              onFocusLost={focusAssetList}
            />
          )}
        </Afterwards>
      ) : null}
    </div>
  );
}

/** What is not seen at first: drawn in pieces, too, once the project is seen. */
function Afterwards({ children }: { readonly children: ReactNode }): ReactNode {
  return useDeferredValue(true, false) ? children : null;
}

function uncover(): void {
  useSession.setState({ drawing: null });
}

/** What the screen shows of a project: not its revision, which every write changes. */
function shownOfProject({ projectId, name, path, readAt, lane, diagnostics }: ProjectSummary): ShownProject {
  return { projectId, name, path, readAt, lane, diagnostics };
}

interface ProjectHeaderProps extends Pick<ShownLook, 'sidebar' | 'inspector'> {
  /** Null until it has been read. */
  readonly project: ShownProject | null;
  readonly store: StoreApi<ProjectView>;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** The band over the panes. Most of what happens in the window does not touch it. */
const ProjectHeader = memo(function ProjectHeader(props: ProjectHeaderProps): ReactElement {
  const { project, store, search, sidebar, inspector } = props;
  const { search: text, setSearch, sort, descending, setSort, reverse } = useStore(store);
  return (
    <TopBar
      project={project}
      leaveLabel={commandLabel('close-project')}
      leaveKeys={shortcutOf('close-project')}
      onLeave={leave}
      search={<SearchField ref={search} value={text} onSearch={setSearch} onLeave={focusAssetList} />}
      order={<SortControl sort={sort} descending={descending} onSort={setSort} onReverse={reverse} />}
      tools={<WindowTools sidebar={sidebar} inspector={inspector} />}
    />
  );
});

function leave(): void {
  runCommand('close-project');
}
