import { z } from 'zod';
import { parsedJson } from '../core/parsed-json.ts';
import type { HostIdentity } from './host-identity.ts';

/** What `.prometeu/lock` says of the process that writes the project. */
export const lockRecordSchema = z.object({
  /** One for each time that a lock is taken, so that no two lock files are ever mistaken for each other. */
  nonce: z.uuid(),
  pid: z.int().positive(),
  host: z.string().min(1).max(255),
  since: z.string().max(64),
  hostId: z.string().max(64),
  boot: z.string().max(64).nullable(),
  network: z.string().max(64).nullable(),
  /** The key of the owner's endpoint, not its address: a file from a shared disk must not choose what is connected to. */
  endpoint: z.string().regex(/^[0-9a-f]{32}$/),
});
export type LockRecord = z.infer<typeof lockRecordSchema>;

/** The record in the file's text, or null where it holds anything else. */
export function parseLockRecord(text: string): LockRecord | null {
  return lockRecordSchema.safeParse(parsedJson(text)).data ?? null;
}

/** The record's owner runs, or ran, on this machine. */
export function isOfThisHost(record: LockRecord, here: HostIdentity): boolean {
  return record.hostId === here.id || (record.boot !== null && record.boot === here.boot);
}

/**
 * Whether the record's owner is dead for certain, where its endpoint is free as seen from here. True where its
 * endpoint would be seen from here if it lived (one kernel, one network), and where the machine was restarted since.
 * A container shares the kernel and not the network: its endpoint is not seen, and nothing is known of it.
 */
export function isEndedByFreeEndpoint(record: LockRecord, here: HostIdentity): boolean {
  if (record.boot !== null && record.boot === here.boot) {
    return record.network !== null && record.network === here.network;
  }
  if (record.hostId !== here.id || !here.unique) {
    return false;
  }
  // Other systems have neither: there a machine has one set of endpoints. On Linux a null one is hidden, not absent.
  return process.platform !== 'linux' || (record.boot !== null && here.boot !== null);
}
