/**
 * Remembers what was worked out from a value, the `limit` answers used last for each value. Since values do not change,
 * an answer holds as long as the value is there, and goes with it.
 */
export function createKeptAnswers<Answer>(
  limit: number,
): (value: object, key: string, workOut: () => Answer) => Answer {
  const kept = new WeakMap<object, Map<string, Answer>>();
  return (value, key, workOut) => {
    const answers = kept.get(value) ?? new Map<string, Answer>();
    kept.set(value, answers);
    const known = answers.get(key);
    const answer = known ?? workOut();
    // A map keeps the order in which keys came: the first one is the one that was not used for longest.
    answers.delete(key);
    answers.set(key, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= limit) {
        break;
      }
      answers.delete(oldest);
    }
    return answer;
  };
}
