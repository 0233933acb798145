import { memo, type ReactElement, useEffect, useRef, useState } from 'react';
import type { DiagnosticCode } from '../../src-preload/contract/domain/diagnostic.ts';
import { isLocked, type LockRefusal, type Refusal } from '../../src-preload/contract/domain/failure.ts';
import type { ProjectSummary } from '../../src-preload/contract/domain/project.ts';
import { focusAssetList } from '../features/asset-list/asset-list-pane.tsx';
import { FindingsBar } from '../features/findings/findings-bar.tsx';
import { FindingsDialog } from '../features/findings/findings-dialog.tsx';
import type { LaneAction } from '../features/lane/lane-actions.ts';
import { LaneBar } from '../features/lane/lane-bar.tsx';
import { TakeOverDialog } from '../features/lane/take-over-dialog.tsx';
import { useLaneCommands } from '../features/lane/use-lane-commands.ts';
import { isPassing } from '../ipc/project-queries.ts';
import { useInvalidateProject } from '../ipc/use-invalidate-project.ts';
import { Button } from '../ui/button.tsx';
import { announce } from './session.ts';
import { t } from './translation.ts';

interface ProjectBarsProps {
  readonly project: Pick<ProjectSummary, 'projectId' | 'lane' | 'diagnostics'>;
  readonly reloading: boolean;
  readonly onReload: () => void;
  readonly onRepair: () => void;
}

/** The one place over the panes that says why nothing is written, or else what was found on folders and registry. */
export const ProjectBars = memo(function ProjectBars(props: ProjectBarsProps): ReactElement {
  const { project, reloading, onReload, onRepair } = props;
  const { projectId, lane, diagnostics } = project;
  const [findingsOpen, setFindingsOpen] = useState(false);
  const [askingToTakeOver, setAskingToTakeOver] = useState(false);
  const { takeOver, saveCopy } = useLaneCommands(projectId, () => {
    setAskingToTakeOver(false);
  });
  useLaneChanges(project);

  const actions: Record<LaneAction, () => void> = {
    'try-again': onReload,
    'take-over': () => {
      setAskingToTakeOver(true);
    },
    'open-repair': onRepair,
    'save-copy': saveCopy,
  };
  const showFindings = (): void => {
    setFindingsOpen(true);
  };
  const repairFindings = diagnostics.some(({ code }) => settledInRepair.has(code))
    ? () => {
        setFindingsOpen(false);
        onRepair();
      }
    : null;
  const holder = lane.state === 'read-only' ? holderIn(lane.refusal) : null;

  return (
    <>
      {lane.state === 'poisoned' || lane.state === 'read-only' ? (
        <LaneBar
          lane={lane}
          tryingAgain={reloading}
          onAction={(action) => {
            actions[action]();
          }}
          onLeave={focusAssetList}
        >
          {diagnostics.length === 0 ? null : (
            <Button look="quiet" onClick={showFindings}>
              {t('studio.findings.showCount', { count: diagnostics.length })}
            </Button>
          )}
        </LaneBar>
      ) : null}
      {(lane.state === 'healthy' || lane.state === 'reloading') && diagnostics.length > 0 ? (
        <FindingsBar count={diagnostics.length} onShow={showFindings} onRepair={repairFindings} />
      ) : null}
      <FindingsDialog
        open={findingsOpen}
        diagnostics={diagnostics}
        onClose={() => {
          setFindingsOpen(false);
        }}
        onRepair={repairFindings}
      />
      {holder === null ? null : (
        <TakeOverDialog
          open={askingToTakeOver}
          holder={holder}
          takingOver={takeOver.pending}
          refusal={takeOver.refusal}
          onTakeOver={takeOver.start}
          onClose={() => {
            setAskingToTakeOver(false);
            takeOver.dismiss();
          }}
        />
      )}
    </>
  );
});

function holderIn(refusal: Refusal): LockRefusal | null {
  return isLocked(refusal) ? refusal : null;
}

/** Findings on the registry that Repair has something to do about. What it can do, the packer says there. */
const settledInRepair: ReadonlySet<DiagnosticCode> = new Set([
  'duplicate-entry',
  'registry-lost',
  'registrations-gone',
  'registry-header-missing',
  'registry-torn-tail',
  'registry-records-glued',
  'registry-not-canonical',
  'registry-line-unreadable',
  'registry-line-unsealed',
  'registry-conflict-marker',
  'registry-conflict',
]);

/** When the lane has come out of a state by itself, all that is shown of the project is from before. */
function useLaneChanges({ projectId, lane }: ProjectBarsProps['project']): void {
  const invalidateProject = useInvalidateProject();
  const before = useRef(lane);
  useEffect(() => {
    const last = before.current;
    before.current = lane;
    if (isPassing(last) && !isPassing(lane)) {
      void invalidateProject(projectId);
      if (last.state === 'poisoned' && lane.state === 'healthy') {
        announce(projectId, () => t('studio.outcome.writingAgain'));
      }
    }
  }, [projectId, lane, invalidateProject]);
}
