import { type ReactElement, useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CommandOn } from '../../src-preload/contract/commands.ts';
import { LeaveEditsDialog } from '../features/asset-details/leave-edits-dialog.tsx';
import { focusAssetList } from '../features/asset-list/asset-list-pane.tsx';
import { TypeRuler } from '../features/asset-list/type-ruler.tsx';
import { CreateProjectDialog } from '../features/start/create-project-dialog.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { subscribe } from '../ipc/events.ts';
import { call } from '../ipc/packer-client.ts';
import { CommandHost } from './command-host.tsx';
import { useJobProgress } from './jobs.ts';
import { type OfferedCommand, useOfferedCommands } from './offered-commands.ts';
import { OpeningScreen } from './opening-screen.tsx';
import { chosenSinceTaken, resetOpeningView } from './opening-view.ts';
import { showOverlay, useOverlay } from './overlay.ts';
import { ProjectScreen } from './project-screen.tsx';
import { coverOf, useSession } from './session.ts';
import { useOpenProject } from './use-open-project.ts';

/** The window: the start screen, a project being opened, or an open project. */
export function App(): ReactElement | null {
  // Not all of the session: what was said last is the status line's.
  const { launched, openFailure, creating } = useSession(
    useShallow((session) => ({
      launched: session.launched,
      openFailure: session.openFailure,
      creating: session.creating,
    })),
  );
  const project = useSession(
    useShallow(({ projectId, folder, beginning }) =>
      projectId === null || folder === null ? null : { projectId, folderToken: folder.folderToken, beginning },
    ),
  );
  // A whole project screen takes longer to draw than a frame has. It is drawn in pieces, and what was being opened stays
  // before it until they are all there.
  const cover = useSession(coverOf);
  const isShown = project !== null && cover === null;
  useEffect(() => {
    if (isShown) {
      goOnInList();
    }
  }, [isShown]);
  const { open, choose, openSample, openLaunchFolder, cancel, close, unsaved, discard, stay, asking } =
    useOpenProject();
  useJobProgress();

  useEffect(() => {
    openLaunchFolder();
  }, [openLaunchFolder]);

  const create = (): void => {
    useSession.setState({ creating: true, openFailure: null });
  };
  useOfferedCommands({
    'open-project': { run: choose, reason: null },
    'create-project': { run: create, reason: null },
    'open-palette': {
      run: () => {
        showOverlay({ kind: 'palette', text: '' });
      },
      reason: null,
    },
    'show-settings': {
      run: () => {
        showOverlay({ kind: 'settings' });
      },
      reason: null,
    },
    'show-keys': {
      run: () => {
        showOverlay({ kind: 'keys' });
      },
      reason: null,
    },
    'show-log': {
      run: () => {
        void call('studio:show-log', {});
      },
      reason: null,
    },
    'show-report': {
      run: () => {
        void call('studio:show-report', {});
      },
      reason: null,
    },
    // The command host offers the other one.
  } satisfies Record<Exclude<CommandOn<'always'>, 'take-update'>, OfferedCommand>);
  // Heard whatever covers the window: whoever starts Studio a second time means it.
  useEffect(() => subscribe('studio:open-launch-folder', openLaunchFolder), [openLaunchFolder]);

  if (!launched) {
    return null;
  }
  return (
    <>
      <CommandHost />
      <TypeRuler />
      {/* Below its cover it is there for nobody. */}
      <div inert={cover !== null} aria-hidden={cover !== null} className="h-full">
        {project === null ? (
          // Below what is being opened nobody sees it, and at a start with a folder it would be drawn before the rows.
          cover === null && (
            <StartScreen
              failure={openFailure}
              asking={asking}
              onOpen={open}
              onChoose={choose}
              onCreate={create}
              onSample={openSample}
            />
          )
        ) : (
          <ProjectScreen key={project.projectId} {...project} openFailure={openFailure} onClose={close} />
        )}
      </div>
      {cover === null ? null : <OpeningScreen key={cover.jobId} opening={cover} onCancel={cancel} />}
      <CreateProjectDialog
        open={creating}
        onClose={() => {
          useSession.setState({ creating: false });
        }}
        onCreated={open}
      />
      <LeaveEditsDialog roots={unsaved} onDiscard={discard} onClose={stay} />
    </>
  );
}

/**
 * The project is seen. What had the focus in its cover is gone with that, and what was chosen there since the list was begun is
 * chosen in none.
 */
function goOnInList(): void {
  if (document.activeElement === document.body) {
    focusAssetList();
  }
  const chosen = chosenSinceTaken();
  resetOpeningView();
  if (chosen !== null) {
    useOverlay.setState({ goal: { root: chosen.root, name: chosen.name, onlyIfShown: true } });
  }
}
