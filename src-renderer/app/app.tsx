import { type ReactElement, useEffect } from 'react';
import { CreateProjectDialog } from '../features/start/create-project-dialog.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { useJobProgress } from './jobs.ts';
import { OpeningScreen } from './opening-screen.tsx';
import { ProjectScreen } from './project-screen.tsx';
import { useSession } from './session.ts';
import { useMenuCommands } from './use-menu-commands.ts';
import { useOpenProject } from './use-open-project.ts';

/** The window: the start screen, a project being opened, or an open project. */
export function App(): ReactElement | null {
  const { launched, projectId, beginning, opening, openFailure, creating } = useSession();
  const { open, choose, openSample, openLaunchFolder, cancel, asking } = useOpenProject();
  useJobProgress();

  useEffect(() => {
    openLaunchFolder();
  }, [openLaunchFolder]);

  const create = (): void => {
    useSession.setState({ creating: true, openFailure: null });
  };
  useMenuCommands({ openLaunchFolder, openProject: choose, createProject: create });

  if (!launched) {
    return null;
  }
  return (
    <>
      <div inert={opening !== null} className="h-full">
        {projectId === null ? (
          <StartScreen
            failure={openFailure}
            asking={asking}
            onOpen={open}
            onChoose={choose}
            onCreate={create}
            onSample={openSample}
          />
        ) : (
          <ProjectScreen key={projectId} projectId={projectId} beginning={beginning} openFailure={openFailure} />
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
    </>
  );
}
