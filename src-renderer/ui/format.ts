/** Formats by what they were made of: to make one takes as long as to use it a hundred times. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = JSON.stringify([language, options]);
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(language, options);
  numberFormats.set(key, format);
  return format;
}

function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(language, options);
  dateFormats.set(key, format);
  return format;
}

/** A number of things: `1,234`. */
export function formatCount(count: number, language: string): string {
  return numberFormat(language).format(count);
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the unit that reads best: `812 byte`, `4.1 kB`. */
export function formatBytes(bytes: number, language: string): string {
  const step = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const format = numberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  });
  return format.format(bytes / 1000 ** step);
}

/** The time alone for today, with the day before it for any other day. */
export function formatReadAt(timestamp: string, now: Date, language: string): string {
  const moment = new Date(timestamp);
  const time = dateFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (moment.toDateString() === now.toDateString()) {
    return time.format(moment);
  }
  return formatMoment(timestamp, language);
}

/** Day and time, for facts that may be old. */
export function formatMoment(timestamp: string, language: string): string {
  const format = dateFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(new Date(timestamp));
}
