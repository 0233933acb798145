import { describe, expect, it } from 'vitest';
import { createKeptAnswers } from './kept-answers.ts';

describe('kept answers', () => {
  it('Q3 are worked out once for a value and a key', () => {
    const answers = createKeptAnswers<number>(2);
    const worked: string[] = [];
    const [one, other] = [{}, {}];
    const ask = (value: object, key: string): number => answers(value, key, () => worked.push(key));

    for (const key of ['a', 'b', 'a', 'b']) {
      ask(one, key);
    }
    ask(other, 'a');

    expect(worked).toEqual(['a', 'b', 'a']);
  });

  it('are forgotten where others were asked for since', () => {
    const answers = createKeptAnswers<number>(2);
    const worked: string[] = [];
    const value = {};

    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) {
      answers(value, key, () => worked.push(key));
    }

    expect(worked).toEqual(['a', 'b', 'c', 'b']);
  });
});
