import { z } from 'zod';
import {
  type Settings,
  type SettingsChange,
  settingsAtFirst,
  settingsSchema,
} from '../src-preload/contract/domain/settings.ts';
import { keptFields } from './kept-fields.ts';
import { createKeptFile } from './kept-file.ts';

const settingsFileSchema = z.object({ v: z.literal(1), settings: keptFields(settingsSchema.shape, settingsAtFirst) });

/** The settings in a file of the user's data (kept-file.ts), and in memory from the first read on. */
export interface SettingsFile {
  /** As they are now: what was changed last is in force whether or not it could be written. */
  current(): Settings;
  /** Answers whether they were written. */
  change(change: SettingsChange): Promise<boolean>;
}

/** Reads the file. Settings that are not there, or that can't be read, are those of the first start. */
export async function readSettingsFile(file: string, onTrouble: (error: unknown) => void): Promise<SettingsFile> {
  const kept = createKeptFile(file, settingsFileSchema, { v: 1 as const, settings: settingsAtFirst }, onTrouble);
  let { settings } = await kept.read();
  return {
    current: () => settings,
    change: (change) => {
      const chosen = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      settings = { ...settings, ...chosen };
      return kept.change(() => ({ v: 1, settings }));
    },
  };
}
