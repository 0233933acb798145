import { type ReactElement, useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CommandOn } from '../../src-preload/contract/commands.ts';
import { LeaveEditsDialog } from '../features/asset-details/leave-edits-dialog.tsx';
import { CreateProjectDialog } from '../features/start/create-project-dialog.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { subscribe } from '../ipc/events.ts';
import { call } from '../ipc/packer-client.ts';
import { CommandHost } from './command-host.tsx';
import { useJobProgress } from './jobs.ts';
import { type OfferedCommand, useOfferedCommands } from './offered-commands.ts';
import { OpeningScreen } from './opening-screen.tsx';
import { showOverlay } from './overlay.ts';
import { ProjectScreen } from './project-screen.tsx';
import { useSession } from './session.ts';
import { useOpenProject } from './use-open-project.ts';

/** The window: the start screen, a project being opened, or an open project. */
export function App(): ReactElement | null {
  // Not all of the session: what was said last is the status line's.
  const { launched, projectId, folder, beginning, opening, openFailure, creating } = useSession(
    useShallow((session) => ({
      launched: session.launched,
      projectId: session.projectId,
      folder: session.folder,
      beginning: session.beginning,
      opening: session.opening,
      openFailure: session.openFailure,
      creating: session.creating,
    })),
  );
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
      <div inert={opening !== null} className="h-full">
        {projectId === null || folder === null ? (
          // Below what is being opened nobody sees it, and at a start with a folder it would be drawn before the rows.
          opening === null && (
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
          <ProjectScreen
            key={projectId}
            projectId={projectId}
            folderToken={folder.folderToken}
            beginning={beginning}
            openFailure={openFailure}
            onClose={close}
          />
        )}
      </div>
      {opening === null ? null : <OpeningScreen key={opening.jobId} opening={opening} onCancel={cancel} />}
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
