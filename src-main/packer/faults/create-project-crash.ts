import { createPacker } from '../index.ts';
import { createCrashDisk, imageOfFiles } from '../testing/crash-disk.ts';
import { openSession, packerPorts, projectFolder } from './crash-session.ts';
import { tryStatesBetween } from './crash-states-between.ts';
import type { Fault, FaultResult } from './fault.ts';
import { createViolations, thrownText } from './violations.ts';

/** A project that was made is one after any power cut; before that it is one, or it is said why it is none. */
export const createProjectCrash: Fault = {
  name: 'create-project',
  title: 'Power cut at every point of making a project',
  run: async (budget): Promise<FaultResult> => {
    const violations = createViolations();
    const disk = createCrashDisk(imageOfFiles({ [projectFolder]: null }));
    const packer = createPacker(packerPorts(disk));
    const created = await packer.createProject(projectFolder, 'Faults');
    if (!created.ok) {
      throw new Error(`The project can’t be made: ${JSON.stringify(created.failure)}`);
    }
    const done = disk.point();
    const step = budget === 'gate' ? 7 : 1;
    let refused = 0;
    const tried = await tryStatesBetween(
      {
        disk,
        from: 0,
        to: done,
        density: () => ({ step, fill: step, grid: 0 }),
        kills: false,
        expectedAt: (point) => String(point === done),
      },
      violations,
      async (image, point, place) => {
        try {
          const opened = await openSession(createCrashDisk(image));
          if (opened.ok) {
            const { lane } = opened.value.summary;
            if (lane.state !== 'healthy') {
              violations.add(`the lane of the new project is ${JSON.stringify(lane)}`, place);
            }
            await opened.value.packer.close();
          } else {
            refused += 1;
            if (point === done || opened.failure.code !== 'not-a-project') {
              violations.add(`the project can’t be opened: ${JSON.stringify(opened.failure)}`, place);
            }
          }
        } catch (error) {
          violations.add(`opening threw ${thrownText(error)}`, place);
        }
      },
    );
    return {
      tried,
      violations: violations.told(),
      detail: `in ${String(refused)} states there was no project yet, and that was said`,
    };
  },
};
