import { describe, expect, it } from 'vitest';
import { aFolder } from '../packer/testing/open-test-project.ts';
import { failureShape } from './json-shapes.ts';
import { createCommandLine, objectOf, runIn } from './testing/run-command.ts';

const commands = ['init', 'list', 'details', 'actions', 'register', 'verify', 'repair', 'compact', 'doctor'];

describe('the command line', () => {
  it('lists its commands and exit codes', async () => {
    const end = await runIn('/', '--help');

    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(commands.filter((name) => !end.stdout.includes(`\n  ${name} `))).toEqual([]);
    expect(end.stdout).toContain('Exit codes: 0 done, 1 refused');
    expect((await runIn('/', '--version')).stdout).toBe('1.2.3\n');
  });

  it.each(commands)('%s explains itself, and takes --project and --json', async (name) => {
    const end = await runIn('/', name, '--help');

    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.stdout).toContain('--project <folder>');
    expect(end.stdout).toContain('--json');
  });

  it.each([
    [],
    ['frobnicate'],
    ['list', '--frobnicate'],
    ['list', 'surplus'],
    ['list', '--limit', '-1'],
    ['list', '--limit', '1.5'],
    ['list', '--sort', 'colour'],
    ['list', '--health', 'splendid'],
    ['list', '--project'],
    ['details'],
    ['actions'],
    ['register'],
    ['register', 'a', '--all'],
    ['register', '--all', '--filter', 'x'],
    ['register', '--filter', 'x'.repeat(1001)],
    ['repair', '--finding', 'x'],
    ['repair', '--fix', 'tidy'],
    ['repair', '--list', '--finding', 'x', '--fix', 'tidy'],
    ['--json'],
  ])('ends with 2 at wrong use: %s %s %s %s', async (...typed) => {
    const folder = await aFolder('a');

    const end = await runIn(folder.path, ...typed.filter((word) => typeof word === 'string'));

    expect(end.code).toBe(2);
    expect(end.stderr).not.toBe('');
    expect(end.stderr).toMatch(/Usage: |--help/);
  });

  it('tells wrong use as one object too', async () => {
    const unknown = await runIn('/', 'list', '--frobnicate', '--json');
    const seen = await runIn('/', 'register', '--json');

    expect(objectOf(failureShape, unknown).failure).toEqual({
      code: 'usage',
      message: "unknown option '--frobnicate'",
    });
    expect(objectOf(failureShape, seen).failure).toMatchObject({ code: 'usage' });
  });

  it('does not let what was typed steer the terminal', async () => {
    const end = await runIn('/', 'list', '--\u001b[31mred');

    expect(end.stderr).toContain('\\u001b[31mred');
    expect(end.stderr).not.toContain('\u001b');
  });

  it('tells a defect as one, with one object', async () => {
    const folder = await aFolder('a');
    const line = createCommandLine(folder.path, {
      createPacker: () => {
        throw new Error('a defect');
      },
      newId: () => 'incident-1',
    });

    const end = await line.run('list', '--json');

    expect(end.code).toBe(3);
    expect(objectOf(failureShape, end).failure).toEqual({ code: 'internal', incident: 'incident-1' });
    expect(end.stderr).toContain('Error: a defect');
  });

  it('shows how far it is to somebody who looks, and wipes that away', async () => {
    const folder = await aFolder('a', 'b');

    const end = await createCommandLine(folder.path, { isWatched: true }).run('list', '--json');

    expect(end.stderr).toMatch(/^(?:\r\u001b\[K(?:Reading the project: \d assets?)?)+$/);
    expect(end.stdout).toMatch(/^\{.*\}\n$/);
  });
});
