import { utilityProcess } from 'electron';
import type { WorkAnswer } from './child-work/work-messages.ts';
import type { WorkProcess, WorkProcessListener } from './child-work/work-queue.ts';

/** Starts a process of its own for work on files. `file` is a bundled worker that calls `serveWork`. */
export function startWorkProcess<Order, Made, Refusal extends string>(
  file: string,
  serviceName: string,
  listener: WorkProcessListener<Made, Refusal>,
): WorkProcess<Order> {
  const child = utilityProcess.fork(file, [], { serviceName, stdio: 'ignore' });
  child.on('message', (message: WorkAnswer<Made, Refusal>) => {
    listener.onAnswer(message);
  });
  child.once('exit', () => {
    listener.onExit();
  });
  return {
    send: (request) => {
      child.postMessage(request);
    },
    kill: () => {
      // One that hangs in native code does not hear what it is asked.
      if (child.pid === undefined) {
        child.kill();
      } else {
        process.kill(child.pid, 'SIGKILL');
      }
    },
  };
}
