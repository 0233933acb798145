import { randomUUID } from 'node:crypto';
import { v7 as uuidV7 } from 'uuid';
import { temporaryNameOf } from '../disk/private-folder.ts';
import type { Clock, IdSource } from './ports.ts';

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Random ids. */
export const randomIds: IdSource = {
  newAssetId: uuidV7,
  newProjectId: randomUUID,
  newTemporaryName: () => temporaryNameOf(randomUUID()),
};
