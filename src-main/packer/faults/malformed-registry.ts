import type { Budget, Fault, FaultResult } from './fault.ts';
import { createRandom, type Random } from './random.ts';
import { violationOf, writtenIn } from './registry-checker.ts';
import { corpusRecord, header, registryOf, sealedLine, twentyRecords, withChecksum } from './registry-corpus.ts';
import { createViolations } from './violations.ts';

const loads: Readonly<Record<Budget, number>> = { gate: 200_000, full: 5_000_000 };

/** Good lines with something about them: keys that we do not know, and names that are dangerous as keys. */
function oddGoodLines(): string[] {
  const body = sealedLine(corpusRecord(30)).replace(/,"c":"[0-9a-f]{8}"\}$/, '');
  return [
    sealedLine(corpusRecord(31, '__proto__')),
    sealedLine(corpusRecord(32, 'constructor')),
    withChecksum(`${body.replace('30"', '33"')},"__proto__":{"polluted":true}}`),
    withChecksum(`${body.replace('30"', '34"')},"note":{"a":[1,2,{"b":null}]}}`),
    sealedLine({ ...corpusRecord(35, 'toString'), rev: Number.MAX_SAFE_INTEGER, reg: corpusRecord(35).at }),
  ];
}

/** Lines that are no records, or that nobody sealed. */
function badLines(): string[] {
  const record = corpusRecord(40);
  const unsealed = JSON.stringify({ op: 'put', ...record });
  return [
    unsealed,
    unsealed.replace('"rev":1', '"rev":1e999'),
    unsealed.replace('"rev":1', '"rev":9007199254740993'),
    unsealed.replace('"rev":1', '"rev":-1'),
    unsealed.replace('"rev":1', '"rev":1.5'),
    unsealed.replace('"rev":1', `"rev":${'9'.repeat(5000)}`),
    unsealed.replace('"op":"put"', '"op":"put","op":"del"'),
    unsealed.replace('"op"', '"__proto__":{"polluted":true},"op"'),
    '{"__proto__":{"polluted":true}}',
    '{"op":"__proto__"}',
    '{"op":"put","id":"__proto__","rev":1,"cmd":"x","root":"x","at":"x"}',
    '{"op":"move","id":"x"}',
    '{"prometeu":"assets","v":1}',
    '{"prometeu":"assets"',
    '[]',
    'null',
    '""',
    '{}',
    '\u0000\u0000\u0000',
    '\ud800',
    '\u2028\u2029\ufeff',
    '// assets.jsonl',
  ];
}

const markers = ['<<<<<<< HEAD', '||||||| base', '=======', '>>>>>>> branch', '<<<<<<<', '======= ='] as const;

/** Registries that were merged, edited and mended by hand. */
function corpus(): string[] {
  const [one = '', two = '', three = '', four = '', five = ''] = twentyRecords();
  return [
    registryOf(twentyRecords().slice(0, 8)),
    registryOf(twentyRecords().slice(10)),
    registryOf(oddGoodLines()),
    registryOf([one, markers[0], two, markers[2], three, markers[3], four]),
    registryOf([one, markers[0], two, markers[1], one, markers[2], three, four, markers[3], header, five]),
    registryOf([one, two, three], '\r\n'),
    `\ufeff${registryOf([one, two, three])}`,
    registryOf([one + two, three, four + five]),
    registryOf([one, one, two, two, one]),
    registryOf([...badLines(), one]),
    `${header}\n${one}\n\n\n${two}\n${three}`,
    `${one}\n${two}\n`,
    '',
    '\n\n',
    header,
  ];
}

/** R3 to R14: whatever stands in the file, it is read, and what is good in it counts. */
export const malformedRegistry: Fault = {
  name: 'malformed-registry',
  title: 'Registries mutated at random: merges, hand edits, damage, hostile content',
  run: async (budget): Promise<FaultResult> => {
    const texts = corpus();
    const written = writtenIn([...twentyRecords(), ...oddGoodLines()]);
    const bases = texts.map((text) => Buffer.from(text));
    const tokens = [
      ...badLines(),
      ...markers,
      ...twentyRecords().slice(0, 4),
      '\r',
      '\r\n',
      '\n',
      '\ufeff',
      '}{',
      '\0',
    ];
    const violations = createViolations();
    const random = createRandom(2);
    let tried = 0;
    let slowest = 0;

    async function load(bytes: Uint8Array, name: string): Promise<void> {
      const begun = performance.now();
      const violation = await violationOf(bytes, written);
      slowest = Math.max(slowest, performance.now() - begun);
      tried += 1;
      if (violation !== null) {
        violations.add(violation, name);
      }
      if ('polluted' in {}) {
        violations.add('the prototype of every object was changed', name);
      }
    }

    for (const [at, bytes] of [...bases, ...largeRegistries()].entries()) {
      await load(bytes, `registry ${String(at)} of the corpus`);
    }
    while (tried < loads[budget] && !violations.isEnough()) {
      let bytes: Uint8Array = bases[random.below(bases.length)] ?? Buffer.alloc(0);
      for (let count = 1 + random.below(5); count > 0; count -= 1) {
        bytes = mutated(bytes, random, tokens, bases);
      }
      await load(bytes, `mutation ${String(tried)}`);
    }
    return { tried, violations: violations.told(), detail: `the slowest load took ${String(Math.ceil(slowest))} ms` };
  },
};

/** What takes long where a reader is careless: nesting, length, numbers, lines without number. */
function largeRegistries(): Uint8Array[] {
  const [one = ''] = twentyRecords();
  const long = 'a'.repeat(1024 * 1024);
  return [
    registryOf([one, '['.repeat(65_000), one]),
    registryOf([one, '['.repeat(1_000_000)]),
    registryOf([one, `${'{"a":'.repeat(12_000)}1${'}'.repeat(12_000)}`]),
    registryOf([one, `{"op":"put","root":"${long}"}`, one]),
    registryOf([`{"op":"put","rev":${'1'.repeat(65_000)}}`, one]),
    registryOf([one, '}{"'.repeat(21_000)]),
    registryOf([one, one.repeat(300)]),
    registryOf([one, `${one.slice(0, -1)}${' '.repeat(60_000)}}`]),
    `${header}${'\n'.repeat(50_000)}${one}\n`,
    `${header}\n${'{\n'.repeat(20_000)}${one}\n`,
    `${header}\n${one}\n${'\0'.repeat(1_000_000)}`,
    registryOf([one, ...Array.from({ length: 2_000 }, (_, at) => one.replace('"rev":1', `"rev":${String(at + 2)}`))]),
  ].map((text) => Buffer.from(text));
}

const tellingBytes = [0, 0x0a, 0x0d, 0x22, 0x2c, 0x3a, 0x5b, 0x5c, 0x7b, 0x7d, 0x80, 0xc0, 0xed, 0xf4, 0xff] as const;

function mutated(
  bytes: Uint8Array,
  random: Random,
  tokens: readonly string[],
  others: readonly Uint8Array[],
): Uint8Array {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random.below(40));
  const token = Buffer.from(tokens[random.below(tokens.length)] ?? '');
  switch (random.below(14)) {
    case 0:
      return replaced(bytes, at, at + 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random.below(8))));
    case 1:
      return replaced(bytes, at, at + 1, Uint8Array.of(random.pick(tellingBytes)));
    case 2:
      return replaced(
        bytes,
        at,
        at,
        Uint8Array.from({ length: 1 + random.below(12) }, () => random.byte()),
      );
    case 3:
      return replaced(bytes, at, end, new Uint8Array());
    case 4:
      return replaced(bytes, at, at, bytes.subarray(at, end));
    case 5:
      return replaced(bytes, at, at, token);
    case 6:
      return withLines(bytes, (lines) => lines.toSpliced(random.below(lines.length + 1), 0, token));
    case 7:
      return withLines(bytes, (lines) => lines.toSpliced(random.below(lines.length), 1));
    case 8:
      return withLines(bytes, (lines) => {
        const moved = lines[random.below(lines.length)] ?? token;
        return lines.toSpliced(random.below(lines.length + 1), 0, moved);
      });
    case 9: {
      // A line end is lost.
      const feed = bytes.indexOf(0x0a, at);
      return feed === -1 ? bytes : replaced(bytes, feed, feed + 1, new Uint8Array());
    }
    case 10:
      return bytes.subarray(0, at);
    case 11: {
      const other = others[random.below(others.length)] ?? bytes;
      return Buffer.concat([bytes.subarray(0, at), other.subarray(random.below(other.length + 1))]);
    }
    case 12:
      return withLines(bytes, (lines) => lines.map((line) => Buffer.concat([line, Buffer.from('\r')])));
    default:
      return random.below(2) === 0
        ? Buffer.concat([bytes, new Uint8Array(1 + random.below(600))])
        : withNumber(bytes, random);
  }
}

function replaced(bytes: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, from), by, bytes.subarray(to)]);
}

function withLines(bytes: Uint8Array, change: (lines: Uint8Array[]) => Uint8Array[]): Uint8Array {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
  return Buffer.concat(change(lines).flatMap((line, at) => (at === 0 ? [line] : [Buffer.from('\n'), line])));
}

/** Another number after a key, where there is one. */
function withNumber(bytes: Uint8Array, random: Random): Uint8Array {
  const number = random.pick(['0', '-1', '1.5', '1e400', '9007199254740993', '2', 'null', '"1"', '[1]']);
  const text = Buffer.from(bytes).toString('latin1');
  const places = [...text.matchAll(/"(?:rev|v)":\d+/g)];
  const place = places[random.below(Math.max(places.length, 1))];
  return place === undefined
    ? bytes
    : Buffer.from(
        text.slice(0, place.index) + place[0].replace(/\d+/, number) + text.slice(place.index + place[0].length),
        'latin1',
      );
}
