import { describe, expect, it } from 'vitest';
import { withManyForms } from './many-forms.ts';

describe('withManyForms', () => {
  it('says of whole millions what is said of others, at any depth', () => {
    const texts = withManyForms({ list: { count_one: '1 item', count_other: 'items' } });

    expect(texts).toEqual({ list: { count_one: '1 item', count_other: 'items', count_many: 'items' } });
  });

  it('keeps a form that is given', () => {
    const texts = { count_other: 'items', count_many: 'of items' };

    expect(withManyForms(texts)).toEqual(texts);
  });

  it('adds nothing to texts without forms, and leaves what it was given alone', () => {
    const texts = Object.freeze({ other: 'Other', another: 'Another', empty: Object.freeze({}) });

    expect(withManyForms(texts)).toEqual({ other: 'Other', another: 'Another', empty: {} });
  });
});
