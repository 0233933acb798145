import { readRegistry } from '../disk/registry-reader.ts';
import { projectImage } from './crash-session.ts';
import type { Fault, FaultResult } from './fault.ts';
import { linesOf, recoveryViolation } from './recovery-check.ts';
import { corpusRecord, registryOf, sealedLine, twentyRecords } from './registry-corpus.ts';
import { createViolations } from './violations.ts';

/** R3, R4: a registry that ends at any byte is one with the records before it, and goes on being one. */
export const tornTail: Fault = {
  name: 'torn-tail',
  title: 'A registry of 20 records cut off at every byte',
  run: async (budget): Promise<FaultResult> => {
    const plain = Array.from({ length: 20 }, (_, at) => sealedLine(corpusRecord(at + 1)));
    const corpora = [
      registryOf(twentyRecords()),
      ...(budget === 'full' ? [registryOf(plain), registryOf(plain, '\r\n')] : []),
    ];
    const violations = createViolations();
    let tried = 0;
    for (const [corpus, text] of corpora.entries()) {
      const bytes = Buffer.from(text);
      for (let end = 0; end <= bytes.length && !violations.isEnough(); end += 1) {
        tried += 1;
        const violation = await cutViolation(bytes.subarray(0, end));
        if (violation !== null) {
          violations.add(violation, `registry ${String(corpus)} cut off at byte ${String(end)}`);
        }
      }
    }
    return { tried, violations: violations.told(), detail: 'each opened, registered in, and opened again' };
  },
};

async function cutViolation(bytes: Uint8Array): Promise<string | null> {
  const complete = linesOf(bytes);
  // What is known of the lines before the cut by themselves; whether a last one without its end counts is R4.
  const before = await readRegistry(Buffer.from(complete.map((line) => `${line}\n`).join(''), 'latin1'));
  const tail = Buffer.from(bytes).toString('latin1').split('\n').at(-1) ?? '';
  const whole = await readRegistry(Buffer.from(`${[...complete, tail].join('\n')}\n`, 'latin1'));
  const isWhole = tail !== '' && whole.diagnostics.every(({ code }) => code !== 'registry-line-unreadable');
  const confirmed = new Map((isWhole ? whole : before).entries.map(({ assetId, root }) => [assetId, root]));
  return recoveryViolation(projectImage(['spare'], bytes), {
    confirmed,
    mayBeGone: new Set(),
    attempted: new Set(),
    lines: new Set(complete),
    kept: new Set(complete),
    mayBeLost: false,
    spare: 'spare',
  });
}
