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

/** A length of time as a player says it: `0:07`, `12:30`, `1:02:03`; below ten seconds with hundredths: `0.32 sec`. */
export function formatDuration(seconds: number, language: string): string {
  if (seconds < 10) {
    return numberFormat(language, { style: 'unit', unit: 'second', maximumFractionDigits: 2 }).format(seconds);
  }
  return formatClock(seconds);
}

/** A place in time as a player says it: `0:07`, `12:30`, `1:02:03`. */
export function formatClock(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(whole / 3600);
  const [minutes = '00', rest = '00'] = parts;
  return hours > 0 ? `${String(hours)}:${minutes}:${rest}` : `${String(Number(minutes))}:${rest}`;
}
