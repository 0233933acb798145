import { reachable } from '../ui/reachable.ts';

const focusable = ':is(a[href], button, input, select, textarea, [tabindex="0"]):not([disabled], [tabindex="-1"])';

/**
 * Moves the focus to the next or previous part of the window, round its ends. The parts say so by `data-region`, and are
 * in the order of the page. In the list the focus goes to the list itself.
 */
export function focusRegion(step: 1 | -1): void {
  const regions = reachable('[data-region]');
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  const start = now === -1 ? (step === 1 ? -1 : 0) : now;
  const next = regions.at((start + step) % regions.length);
  const target = next?.querySelector<HTMLElement>('[role=grid]') ?? next?.querySelector<HTMLElement>(focusable) ?? next;
  target?.focus();
}
