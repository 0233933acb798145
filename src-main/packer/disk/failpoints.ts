/**
 * The named places between the steps of every write. Tests stop, kill, fail or let another program act there; in the
 * product nothing happens at them.
 */
export const failpointNames = [
  'commit:begun',
  'commit:lock-checked',
  'commit:opened',
  'commit:checked',
  'commit:written',
  'commit:synced',
  'commit:verified',
  'commit:closed',
  'commit:patching',
  'cut-back:checked',
  'cut-back:cut',
  'cut-back:synced',
  'cut-tail:kept',
  'cut-tail:cut',
  'cut-tail:synced',
  'replace:created',
  'replace:written',
  'replace:synced',
  'replace:read-back',
  'replace:kept',
  'replace:checked',
  'replace:renamed',
  'replace:folder-synced',
] as const;
export type FailpointName = (typeof failpointNames)[number];

export interface Failpoints {
  /** Called at the place, and awaited. What it throws is a defect there, as any other throw would be (rule P5). */
  at(name: FailpointName): void | Promise<void>;
}

/** Those of the product. */
export const noFailpoints: Failpoints = { at: () => undefined };
