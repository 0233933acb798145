import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from './contract/bridge.ts';
import { channelNames, droppedFilesChannel, eventNames } from './contract/channels.ts';

// One function a channel and one subscription an event: the page can't name a channel of its own, and no event
// object of Electron's reaches it.

const requests = Object.fromEntries(
  channelNames.map((channel) => [
    channel,
    (request: unknown): Promise<unknown> => ipcRenderer.invoke(channel, request),
  ]),
) as Bridge['requests'];

const events = Object.fromEntries(
  eventNames.map((event) => [
    event,
    (listener: (payload: unknown) => void): (() => void) => {
      const forward = (_event: unknown, payload: unknown): void => {
        listener(payload);
      };
      ipcRenderer.on(event, forward);
      return () => {
        ipcRenderer.off(event, forward);
      };
    },
  ]),
) as Bridge['events'];

// The system says where a dropped file lies, and this function alone tells main: the page can name no path.
const takeDroppedFiles: Bridge['takeDroppedFiles'] = async (files, besides) => {
  const paths = files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== '');
  return ipcRenderer.invoke(droppedFilesChannel, { paths, besides }) as Promise<unknown>;
};

contextBridge.exposeInMainWorld('prometeu', { requests, events, takeDroppedFiles } satisfies Bridge);
