import { z } from 'zod';

/** The languages that Studio speaks. */
export const languages = ['en', 'pt-BR'] as const;
export type Language = (typeof languages)[number];

/** What each setting can be, in the order in which it is offered; the first is what it is until somebody chooses. */
export const settingChoices = {
  theme: ['system', 'light', 'dark', 'contrast'],
  density: ['compact', 'comfortable'],
  motion: ['system', 'reduced'],
  language: ['system', ...languages],
} as const;
export type SettingName = keyof typeof settingChoices;
export const settingNames = Object.keys(settingChoices) as SettingName[];

/** How Studio looks and speaks, on this machine and whatever the project. */
export const settingsSchema = z.strictObject({
  theme: z.literal(settingChoices.theme),
  density: z.literal(settingChoices.density),
  motion: z.literal(settingChoices.motion),
  language: z.literal(settingChoices.language),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Settings that are chosen anew; the others stay as they are. */
export const settingsChangeSchema = settingsSchema.partial();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export const settingsAtFirst: Settings = {
  theme: settingChoices.theme[0],
  density: settingChoices.density[0],
  motion: settingChoices.motion[0],
  language: settingChoices.language[0],
};

/** The settings, and the language that they come to: `system` is the system's where Studio speaks it. */
export const chosenSettingsSchema = z.strictObject({ settings: settingsSchema, language: z.literal(languages) });
export type ChosenSettings = z.infer<typeof chosenSettingsSchema>;
