import { createHash } from 'node:crypto';

/** SHA-256 of bytes, in hex digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
