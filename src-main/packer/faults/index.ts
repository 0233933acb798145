import { bitRot } from './bit-rot.ts';
import { crashStates } from './crash-states.ts';
import { createProjectCrash } from './create-project-crash.ts';
import type { Fault } from './fault.ts';
import { foreignWriter } from './foreign-writer.ts';
import { malformedRegistry } from './malformed-registry.ts';
import { patchDrift } from './patch-drift.ts';
import { secondFailure } from './second-failure.ts';
import { tornTail } from './torn-tail.ts';

/** Every row of the fault matrix that needs no process of its own, in the order of the table. */
export const inProcessFaults: readonly Fault[] = [
  crashStates,
  createProjectCrash,
  secondFailure,
  tornTail,
  bitRot,
  malformedRegistry,
  foreignWriter,
  patchDrift,
];
