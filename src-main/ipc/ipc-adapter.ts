import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { channelNames, droppedFilesChannel } from '../../src-preload/contract/channels.ts';
import type { Reply } from '../../src-preload/contract/reply.ts';
import { studioOrigin } from '../protocols/studio-origin.ts';
import type { Dispatch } from './dispatcher.ts';

/**
 * The only importer of `ipcMain`. Passes a request on when it comes from the main frame of the known window, loaded
 * from Studio's own origin; any other sender gets a typed failure (Electron's security list, item 17).
 */
export function connectIpc(dispatch: Dispatch, currentWindow: () => BrowserWindow | null): void {
  for (const channel of [...channelNames, droppedFilesChannel] as const) {
    ipcMain.handle(channel, async (event, request: unknown): Promise<Reply<unknown>> => {
      return isTrusted(event, currentWindow())
        ? dispatch(channel, request)
        : { ok: false, failure: { code: 'untrusted-sender' } };
    });
  }
}

function isTrusted(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  // Null after a navigation or when the frame is gone: then nobody known is asking.
  const frame = event.senderFrame;
  return (
    frame !== null &&
    window !== null &&
    event.sender.id === window.webContents.id &&
    frame === window.webContents.mainFrame &&
    frame.origin === studioOrigin
  );
}
