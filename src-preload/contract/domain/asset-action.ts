import { z } from 'zod';
import { failureSchema } from './failure.ts';

/** Every action on an asset that the packer knows, in the order in which Studio shows them. */
export const assetActions = [
  'register',
  'unregister',
  'edit-manifest',
  'move',
  'reveal',
  'copy-path',
  'copy-id',
  'trash',
] as const;
export const assetActionSchema = z.literal(assetActions);
export type AssetAction = z.infer<typeof assetActionSchema>;

/** Whether an action is available now, and if not, why: the same typed failure that the command would answer. */
export const actionCapabilitySchema = z.discriminatedUnion('available', [
  z.strictObject({ action: assetActionSchema, available: z.literal(true) }),
  z.strictObject({ action: assetActionSchema, available: z.literal(false), reason: failureSchema }),
]);
export type ActionCapability = z.infer<typeof actionCapabilitySchema>;
