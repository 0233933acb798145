import type { Unit } from './measurement.ts';

/** A number of assets, for a person. */
export function sizeText(size: number): string {
  return size.toLocaleString('en');
}

/** A measured value for a person: three digits that count, and milliseconds where there are thousands of microseconds. */
export function inUnit(value: number, unit: Unit): string {
  if (unit === 'µs' && value >= 1000) {
    return inUnit(value / 1000, 'ms');
  }
  if (unit === 'ms' && value >= 10_000) {
    return `${(value / 1000).toFixed(1)} s`;
  }
  const digits = unit === 'rows' || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}
