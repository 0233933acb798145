import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { healths, registrations, typeFilters } from '../../src-preload/contract/domain/asset.ts';
import { assetFilterSchema, assetSorts } from '../../src-preload/contract/domain/asset-list.ts';
import { parseSearch, problemsOfSearch } from '../../src-preload/contract/domain/search-terms.ts';
import { actionsCommand } from './actions-command.ts';
import type { CommandRun } from './command-run.ts';
import { compactCommand } from './compact-command.ts';
import { detailsCommand } from './details-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { initCommand, isProjectName } from './init-command.ts';
import { type ListOptions, listCommand } from './list-command.ts';
import { createOutput, type Output } from './output.ts';
import { registerCommand } from './register-command.ts';
import { applyRepairCommand, listRepairsCommand } from './repair-command.ts';
import { type CliKey, searchProblem, text } from './texts.ts';
import { verifyCommand } from './verify-command.ts';
import { visibleLines } from './visible-text.ts';
import type { CliWorld } from './world.ts';

interface CommonOptions {
  readonly project?: string;
  readonly json?: true;
  readonly cache: boolean;
}

type Task = (run: CommandRun) => Promise<ExitCode>;

/** A use of the options that commander can't see to be wrong. */
class WrongUse extends Error {}

/**
 * Runs one command of `prometeu-packer` and answers its exit code. `typed` is what was typed behind the name. A defect
 * is told as one, so that a script gets its one object then too.
 */
export async function runProgram(typed: readonly string[], world: CliWorld): Promise<ExitCode> {
  const json = isJsonAsked(typed);
  const output = createOutput(world, json);
  let task: Task | null = null;
  let project: string | undefined;
  let cache = true;
  const program = createProgram(world, (options, chosen) => {
    project = options.project;
    cache = options.cache;
    task = chosen;
  });
  try {
    program.parse([...typed], { from: 'user' });
  } catch (error) {
    if (error instanceof WrongUse) {
      return output.misuse(error.message);
    }
    if (!(error instanceof CommanderError)) {
      throw error;
    }
    return error.exitCode === 0 ? exitCodes.done : endOfWrongUse(output, error);
  }
  const chosen = task as Task | null;
  if (chosen === null) {
    throw new Error('A command was parsed and none was chosen');
  }
  try {
    return await chosen({ world, output, project, cache });
  } catch (error) {
    output.warn(text('cli.common.defect'));
    output.warn(visibleLines(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    return output.fail({ code: 'internal', incident: world.newId() });
  }
}

/** Commander has told people already what is wrong, and how it is used. */
function endOfWrongUse(output: Output, { message }: CommanderError): ExitCode {
  return output.json ? output.misuse(message.replace(/^error: /, ''), { isTold: true }) : exitCodes.usage;
}

/** Known before anything is parsed, so that wrong use is told in the form that was asked for. */
function isJsonAsked(typed: readonly string[]): boolean {
  const end = typed.indexOf('--');
  return typed.slice(0, end === -1 ? typed.length : end).includes('--json');
}

function createProgram(world: CliWorld, choose: (options: CommonOptions, task: Task) => void): Command {
  const program = new Command('prometeu-packer')
    .description(help('program'))
    .version(world.version, '--version', help('version'))
    .helpOption('--help', help('help'))
    .helpCommand(false)
    .addHelpText('after', `\n${help('more')}`)
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({
      writeOut: (told) => {
        world.stdout.write(told);
      },
      writeErr: (told) => {
        world.stderr.write(visibleLines(told));
      },
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });

  function command(name: string, description: string, projectHelp = help('project')): Command {
    return program
      .command(name)
      .description(description)
      .helpOption('--help', help('help'))
      .option('--project <folder>', projectHelp)
      .option('--json', help('json'))
      .option('--no-cache', help('cache'));
  }

  command('init', help('init'), help('newProject'))
    .option('--name <name>', help('name'))
    .action((options: CommonOptions & { readonly name?: string }) => {
      if (options.name !== undefined && !isProjectName(options.name)) {
        throw new WrongUse(text('cli.usage.name'));
      }
      choose(options, (run) => initCommand(run, options));
    });

  command('list', help('list'))
    .addOption(oneOrMore('--registration <state>', help('registration'), registrations))
    .addOption(oneOrMore('--health <health>', help('health'), healths))
    .addOption(oneOrMore('--type <type>', help('type'), typeFilters))
    .addOption(new Option('--search <words>', help('search')).argParser(checkedSearch))
    .addOption(new Option('--sort <by>', help('sort')).choices(assetSorts).default('root'))
    .option('--descending', help('descending'))
    .addOption(new Option('--offset <count>', help('offset')).argParser(parseCount).default(0))
    .addOption(new Option('--limit <count>', help('limit')).argParser(parseCount))
    .action((options: CommonOptions & TypedListOptions) => {
      choose(options, (run) => listCommand(run, listOptionsOf(options)));
    });

  command('details', help('details'))
    .argument('<root>', help('root'))
    .action((root: string, options: CommonOptions) => {
      choose(options, (run) => detailsCommand(run, root));
    });

  command('actions', help('actions'))
    .argument('<root>', help('root'))
    .action((root: string, options: CommonOptions) => {
      choose(options, (run) => actionsCommand(run, root));
    });

  command('register', help('register'))
    .argument('[root...]', help('roots'))
    .option('--all', help('all'))
    .addOption(new Option('--filter <words>', help('filter')).argParser(checkedSearch))
    .action((roots: string[], options: CommonOptions & { readonly all?: true; readonly filter?: string }) => {
      const ways = [roots.length > 0, options.all === true, options.filter !== undefined].filter(Boolean).length;
      if (ways !== 1) {
        throw new WrongUse(text('cli.usage.whichAssets'));
      }
      choose(options, (run) =>
        registerCommand(
          run,
          roots.length > 0 ? { kind: 'roots', roots } : { kind: 'unregistered', search: options.filter ?? '' },
        ),
      );
    });

  command('verify', help('verify')).action((options: CommonOptions) => {
    choose(options, verifyCommand);
  });

  command('repair', help('repair'))
    .option('--list', help('listFindings'))
    .option('--finding <id>', help('finding'))
    .option('--fix <name>', help('fix'))
    .action((options: CommonOptions & { readonly list?: true; readonly finding?: string; readonly fix?: string }) => {
      const { finding, fix } = options;
      if (finding === undefined && fix === undefined) {
        choose(options, listRepairsCommand);
        return;
      }
      if (finding === undefined || fix === undefined || options.list === true) {
        throw new WrongUse(text('cli.usage.findingWithFix'));
      }
      choose(options, (run) => applyRepairCommand(run, finding, fix));
    });

  command('compact', help('compact')).action((options: CommonOptions) => {
    choose(options, compactCommand);
  });

  command('doctor', help('doctor')).action((options: CommonOptions) => {
    choose(options, doctorCommand);
  });

  return program;
}

interface TypedListOptions extends Partial<ListOptions['filter']> {
  readonly sort: ListOptions['sort'];
  readonly descending?: true;
  readonly offset: number;
  readonly limit?: number;
}

function listOptionsOf(options: TypedListOptions): ListOptions {
  const { registration = [], health = [], type = [], search = '', sort, descending, offset, limit } = options;
  return {
    filter: { registration, health, type, tag: [], search },
    sort,
    descending: descending ?? false,
    offset,
    limit: limit ?? null,
  };
}

type HelpName<Key extends string> = Key extends `cli.help.${infer Name}` ? Name : never;

function help(name: HelpName<CliKey>): string {
  return text(`cli.help.${name}`);
}

/** An option that may be given again: each adds a value. */
function oneOrMore(flags: string, description: string, allowed: readonly string[]): Option {
  return new Option(flags, `${description} (${allowed.join(', ')})`).argParser(
    (value: string, before: readonly string[] | undefined) => {
      if (!allowed.includes(value)) {
        throw new InvalidArgumentError(text('cli.usage.notAllowed', { allowed: allowed.join(', ') }));
      }
      return [...(before ?? []), value];
    },
  );
}

function parseCount(value: string): number {
  if (!/^\d{1,15}$/.test(value)) {
    throw new InvalidArgumentError(text('cli.usage.notANumber'));
  }
  return Number(value);
}

function checkedSearch(value: string): string {
  if (!assetFilterSchema.shape.search.safeParse(value).success) {
    throw new InvalidArgumentError(text('cli.usage.searchTooLong'));
  }
  const [problem] = problemsOfSearch(parseSearch(value));
  if (problem !== undefined) {
    throw new InvalidArgumentError(searchProblem(problem));
  }
  return value;
}
