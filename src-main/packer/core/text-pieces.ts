/** For each character of ASCII, 1 where a text is cut behind it. */
const endsPiece = Uint8Array.from({ length: 128 }, (_, code) =>
  /[^0-9A-Za-z]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Whether a text is cut into pieces behind a character: one of ASCII that is neither letter nor digit. `tree_oak 07` is
 * `tree_`, `oak ` and `07`. It depends on that character alone, and so a part of a text is cut where the text is.
 */
export function endsPieceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && endsPiece[code] === 1;
}

/** The pieces of a text. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (endsPieceAt(text, at) || at === text.length - 1) {
      pieces.push(text.slice(start, at + 1));
      start = at + 1;
    }
  }
  return pieces;
}
