import { utilityProcess } from 'electron';
import type { ThumbnailAnswer } from './thumbnails/thumbnail-messages.ts';
import type { ThumbnailProcess, ThumbnailProcessListener } from './thumbnails/thumbnail-queue.ts';

/** Starts a process of its own for thumbnails. `file` is the bundled thumbnail-worker.ts. */
export function startThumbnailProcess(file: string, listener: ThumbnailProcessListener): ThumbnailProcess {
  const child = utilityProcess.fork(file, [], { serviceName: 'Prometeu thumbnails', stdio: 'ignore' });
  child.on('message', (message: ThumbnailAnswer) => {
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
