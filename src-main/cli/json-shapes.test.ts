import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  actionsShape,
  compactShape,
  detailsShape,
  doctorCheckShape,
  doctorShape,
  failureShape,
  initShape,
  listShape,
  registerShape,
  repairListShape,
  repairShape,
  verifyShape,
} from './json-shapes.ts';

const shapes = {
  failure: failureShape,
  init: initShape,
  list: listShape,
  details: detailsShape,
  actions: actionsShape,
  register: registerShape,
  verify: verifyShape,
  'repair-list': repairListShape,
  repair: repairShape,
  compact: compactShape,
  doctor: doctorShape,
} as const;

describe('docs/command-line.md', () => {
  const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/^```json (\S+)\n(.*?)^```$/gms)].map(([, name = '', text = '']) => ({
    name,
    text,
  }));

  it('has an example of every shape', () => {
    expect([...new Set(examples.map(({ name }) => name))].toSorted()).toEqual(Object.keys(shapes).toSorted());
  });

  it.each(examples)('has an example of $name that is of its shape', ({ name, text }) => {
    const shape = shapes[name as keyof typeof shapes];

    expect(shape.safeParse(JSON.parse(text)).error?.issues ?? []).toEqual([]);
  });

  it('names every check of doctor', () => {
    expect(doctorCheckShape.shape.code.values.size).toBeGreaterThan(0);
    expect([...doctorCheckShape.shape.code.values].filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });
});
