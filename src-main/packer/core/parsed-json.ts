/** What a text of JSON says, not checked; null also where the text is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse has one way to fail: the text is no JSON.
    return null;
  }
}
