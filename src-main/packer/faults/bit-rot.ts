import type { Budget, Fault, FaultResult } from './fault.ts';
import { createRandom, type Random } from './random.ts';
import { violationOf, writtenIn } from './registry-checker.ts';
import { registryOf, twentyRecords } from './registry-corpus.ts';
import { createViolations } from './violations.ts';

const randomDamages: Readonly<Record<Budget, number>> = { gate: 10_000, full: 1_000_000 };

/** R5, R6: damage to what was on the disk is noticed by the checksum of each record, and costs no other record. */
export const bitRot: Fault = {
  name: 'bit-rot',
  title: 'Every single-bit flip of a registry of 20 records, random damage, zeroed blocks',
  run: async (budget): Promise<FaultResult> => {
    const lines = twentyRecords();
    const written = writtenIn(lines);
    const sound = Buffer.from(registryOf(lines));
    const violations = createViolations();
    let flips = 0;
    let damages = 0;

    async function load(bytes: Uint8Array, damage: string): Promise<void> {
      const violation = await violationOf(bytes, written);
      if (violation !== null) {
        violations.add(violation, damage);
      }
    }

    const bytes = new Uint8Array(sound);
    for (let bit = 0; bit < bytes.length * 8 && !violations.isEnough(); bit += 1) {
      const at = bit >>> 3;
      const before = bytes[at] ?? 0;
      bytes[at] = before ^ (1 << (bit & 7));
      await load(bytes, `bit ${String(bit & 7)} of byte ${String(at)}`);
      bytes[at] = before;
      flips += 1;
    }
    for (const size of [512, 4096]) {
      for (let start = 0; start < sound.length; start += size) {
        await load(new Uint8Array(sound).fill(0, start, start + size), `${String(size)} zeros at ${String(start)}`);
        damages += 1;
      }
    }
    const random = createRandom(1);
    for (let turn = 0; turn < randomDamages[budget] && !violations.isEnough(); turn += 1) {
      await load(damaged(sound, random), `random damage ${String(turn)}`);
      damages += 1;
    }
    return {
      tried: flips + damages,
      violations: violations.told(),
      detail: `${String(flips)} flips, ${String(damages)} damages of several bytes`,
    };
  },
};

/** One to four damages, each of one to 64 bytes: other bytes, zeros, or bytes from another place. */
function damaged(sound: Uint8Array, random: Random): Uint8Array {
  const bytes = new Uint8Array(sound);
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const start = random.below(bytes.length);
    const end = Math.min(bytes.length, start + 1 + random.below(64));
    switch (random.below(3)) {
      case 0:
        bytes.fill(0, start, end);
        break;
      case 1:
        bytes.copyWithin(start, random.below(bytes.length), random.below(bytes.length));
        break;
      default:
        for (let at = start; at < end; at += 1) {
          bytes[at] = random.byte();
        }
    }
  }
  return bytes;
}
