import values from './wrong-values.json';

/** Values of every kind for a field that wants another one. Half a character can't stand in a data file. */
export const wrongValues: readonly unknown[] = [...values, '\ud800', 'a\udc00'];
