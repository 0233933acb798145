import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';

/**
 * The pages to read before they are seen, the nearest first: one where the list stands or goes slowly, two or three
 * where it goes fast (at 1,000 pixels a frame one page passes in three frames), none after a jump of more than three
 * pages, for nobody knows where it goes on. `travel` is how many rows the last scroll passed, negative upwards.
 */
export function pagesAhead(visible: RowRange, travel: number, total: number, pageSize: number): readonly number[] {
  const speed = Math.abs(travel);
  if (speed > 3 * pageSize) {
    return [];
  }
  const count = speed > 0.3 * pageSize ? 3 : speed > 0.1 * pageSize ? 2 : 1;
  const step = travel < 0 ? -1 : 1;
  const edge = Math.floor((travel < 0 ? visible.first : visible.last) / pageSize);
  const lastPage = Math.floor((total - 1) / pageSize);
  return Array.from({ length: count }, (_, nth) => edge + step * (nth + 1)).filter(
    (page) => page >= 0 && page <= lastPage,
  );
}
