import type { Diagnostic } from '../../src-preload/contract/domain/diagnostic.ts';

/** Findings on the registry that are as they should be: a project without registrations, lines of a newer version. */
const asTheyShouldBe: ReadonlySet<Diagnostic['code']> = new Set(['registry-missing', 'registry-line-unknown']);

/** Whether the finding is on the registry file, and not on the project's folders. */
export function isOfTheRegistry({ code }: Diagnostic): boolean {
  return code.startsWith('registry-') || code === 'registrations-gone';
}

/** Findings on records of the registry that are not as they were written. */
export function registryDifferences(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter((found) => isOfTheRegistry(found) && !asTheyShouldBe.has(found.code));
}

/** How many registrations a registry has that we wrote ourselves: one record a line, and none superseded. */
export function registrationsIn(registry: Uint8Array): number {
  const text = new TextDecoder().decode(registry);
  return text.split('\n').filter((line) => line.startsWith('{"op":"put"')).length;
}
