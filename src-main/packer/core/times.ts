const dayMs = 86_400_000;

/*
 * Days since 1970 of a date, and back, by the calendar that goes on as today's before it began: years begin in March, so
 * that the day that not every year has is the last one, and 400 of them have always the same number of days.
 */
const daysOfEra = 146_097;
const daysBefore1970 = 719_468;

/** The first and the last time that an entry can have, in milliseconds since 1970: its year has four digits. */
const firstTime = daysOf(0, 1, 1) * dayMs;
const lastTime = daysOf(10_000, 1, 1) * dayMs - 1;

/** Whether a number of milliseconds since 1970 is a time that an entry can have. */
export function isTime(time: number): boolean {
  return time >= firstTime && time <= lastTime;
}

/** A time as entries have it in text (`timestampSchema`), from milliseconds since 1970. */
export function timeText(time: number): string {
  const days = Math.floor(time / dayMs);
  const ms = time - days * dayMs;
  const { year, month, day } = dateOf(days);
  const date = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
  const minutes = Math.floor(ms / 60_000);
  const clock = `${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
  return `${date}T${clock}:${padded(Math.floor((ms % 60_000) / 1000), 2)}.${padded(Math.floor(ms % 1000), 3)}Z`;
}

/** The milliseconds since 1970 of which `timeText` makes this text, or null where there are none. */
export function timeNumber(text: string): number | null {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const [hours, minutes] = [Number(text.slice(11, 13)), Number(text.slice(14, 16))];
  const time =
    daysOf(year, month, day) * dayMs + hours * 3_600_000 + minutes * 60_000 + 1000 * Number(text.slice(17, 23));
  const number = Math.round(time);
  return isTime(number) && timeText(number) === text ? number : null;
}

/** Times as numbers and as texts. Neighbours in a registry often have the same one. */
export class Times {
  #number = 0;
  #text = timeText(0);

  /** As `timeNumber`. */
  numberOf(text: string): number | null {
    if (text !== this.#text) {
      const number = timeNumber(text);
      if (number === null) {
        return null;
      }
      [this.#number, this.#text] = [number, text];
    }
    return this.#number;
  }

  /** As `timeText`. */
  textOf(number: number): string {
    if (number !== this.#number) {
      [this.#number, this.#text] = [number, timeText(number)];
    }
    return this.#text;
  }
}

function daysOf(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(fromMarch / 400);
  const ofEra = fromMarch - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * daysOfEra + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - daysBefore1970;
}

function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const era = Math.floor((days + daysBefore1970) / daysOfEra);
  const ofEra = days + daysBefore1970 - era * daysOfEra;
  const leapDays = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const years = Math.floor((ofEra - leapDays) / 365);
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const months = Math.floor((5 * ofYear + 2) / 153);
  const month = months < 10 ? months + 3 : months - 9;
  return {
    year: era * 400 + years + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * months + 2) / 5) + 1,
  };
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
