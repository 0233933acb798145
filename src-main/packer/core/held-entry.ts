import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';

/**
 * A registry entry as memory holds it: what it is looked for by stands in fields, the rest in one text. What a read of
 * the registry answers holds the whole line of each entry, three times as much. Equal entries have equal fields.
 */
export class HeldEntry implements RegistryEntry {
  readonly assetId: string;
  readonly root: string;
  /** In JSON. A command may call itself whatever it likes. */
  readonly packed: string;

  constructor({ assetId, rev, root, registeredAt, commandId, writtenAt }: RegistryEntry) {
    this.assetId = copied(assetId);
    this.root = copied(root);
    const parts = [rev, registeredAt, commandId];
    this.packed = JSON.stringify(writtenAt === registeredAt ? parts : [...parts, writtenAt]);
  }

  get rev(): number {
    return this.#parts()[0];
  }

  get registeredAt(): string {
    return this.#parts()[1];
  }

  get commandId(): string {
    return this.#parts()[2];
  }

  get writtenAt(): string {
    const [, registeredAt, , writtenAt = registeredAt] = this.#parts();
    return writtenAt;
  }

  #parts(): readonly [rev: number, registeredAt: string, commandId: string, writtenAt?: string] {
    return JSON.parse(this.packed) as [number, string, string, string?];
  }
}

/** The entry as a plain value, which can be sent to another process. */
export function plainEntry({ assetId, rev, root, registeredAt, commandId, writtenAt }: RegistryEntry): RegistryEntry {
  return { assetId, rev, root, registeredAt, commandId, writtenAt };
}

/** The same text in memory of its own: a part of a text keeps all of it in memory. To join two pieces copies them. */
function copied(text: string): string {
  const half = text.length >>> 1;
  return [text.slice(0, half), text.slice(half)].join('');
}
