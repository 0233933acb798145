import { type ReactElement, useEffect } from 'react';
import { CreateProjectDialog } from '../features/start/create-project-dialog.tsx';
import { OpeningScreen } from '../features/start/opening-screen.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { cancelJob, useJobProgress, useJobs } from './jobs.ts';
import { ProjectScreen } from './project-screen.tsx';
import { useSession } from './session.ts';
import { useMenuCommands } from './use-menu-commands.ts';
import { useOpenProject } from './use-open-project.ts';

/** The window: the start screen, a project being opened, or an open project. */
export function App(): ReactElement | null {
  const { launched, projectId, opening, openFailure, creating } = useSession();
  const { open, choose, openSample, openLaunchFolder, asking } = useOpenProject();
  const openingJob = useJobs(({ running }) => running.find((job) => job.jobId === opening?.jobId));
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
          <ProjectScreen key={projectId} projectId={projectId} openFailure={openFailure} />
        )}
      </div>
      {opening === null ? null : (
        <OpeningScreen
          path={opening.folder.path}
          done={openingJob?.done ?? 0}
          onCancel={() => {
            cancelJob(opening.jobId);
          }}
        />
      )}
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
