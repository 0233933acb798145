import { bitRot } from './bit-rot.ts';
import { failedSyncScenarios, registerScenarios, shortWriteScenario } from './crash-scenarios.ts';
import { crashStates, crashStatesOf } from './crash-states.ts';
import { createAssetsCrash } from './create-assets-crash.ts';
import { createProjectCrash } from './create-project-crash.ts';
import { editManifestCrash } from './edit-manifest-crash.ts';
import type { Budget, Fault, FaultResult } from './fault.ts';
import { foreignWriter } from './foreign-writer.ts';
import { malformedRegistry } from './malformed-registry.ts';
import { moveAssetCrash } from './move-asset-crash.ts';
import { patchDrift } from './patch-drift.ts';
import { processFaults } from './processes/index.ts';
import { secondFailure } from './second-failure.ts';
import { tornTail } from './torn-tail.ts';

/** Every row of the fault matrix that needs no process of its own, in the order of the table. */
const inProcessFaults: readonly Fault[] = [
  crashStates,
  createProjectCrash,
  editManifestCrash,
  moveAssetCrash,
  createAssetsCrash,
  secondFailure,
  tornTail,
  bitRot,
  malformedRegistry,
  foreignWriter,
  patchDrift,
];

/** What has to notice each of the defects of `tools/testing/negative-controls.mjs`, and no more than that. */
const controlFaults: readonly Fault[] = [
  crashStatesOf('power-cut-registering', 'Power cut while registering', registerScenarios.slice(0, 1)),
  crashStatesOf('power-cut-creating', 'Power cut while the registry is made', registerScenarios.slice(1, 2)),
  crashStatesOf('short-writes', 'Power cut while a disk takes few bytes at a time', [shortWriteScenario]),
  crashStatesOf('power-cut-failed-sync', 'Power cut after a failed sync', failedSyncScenarios.slice(0, 1)),
  bitRot,
  foreignWriter,
];

/** What the runner is told of a row before anything is run. `alone`: it has real processes, which are not to be crowded. */
export interface ListedFault {
  readonly name: string;
  readonly title: string;
  readonly alone: boolean;
}

/** The rows of the matrix, in the order of the table. */
export function listFaults(): ListedFault[] {
  return [
    ...processFaults.map(({ name, title }) => ({ name, title, alone: true })),
    ...inProcessFaults.map(({ name, title }) => ({ name, title, alone: false })),
  ];
}

/** Runs one row, or what a negative control is tried with. Answers why not, where this machine can't. */
export async function runFault(name: string, budget: Budget): Promise<FaultResult | { readonly skipped: string }> {
  const fault = [...processFaults, ...inProcessFaults, ...controlFaults].find((each) => each.name === name);
  if (fault === undefined) {
    throw new Error(`There is no fault ${name}`);
  }
  const skipped = (await fault.unavailable?.()) ?? null;
  return skipped === null ? fault.run(budget) : { skipped };
}
