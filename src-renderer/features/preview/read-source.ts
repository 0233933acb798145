/** Bytes of a source file from its address: all of them, or the first few. Rejects where there is none any more. */
export async function readSource(url: string, signal: AbortSignal, first?: number): Promise<ArrayBuffer> {
  const range = first === undefined ? {} : { headers: { Range: `bytes=0-${String(first - 1)}` } };
  const response = await fetch(url, { signal, ...range });
  if (!response.ok) {
    throw new Error(`Status ${String(response.status)}`);
  }
  return response.arrayBuffer();
}
