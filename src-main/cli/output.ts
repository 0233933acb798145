import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { failureSentence, inARow, text } from './texts.ts';
import { visibleJson } from './visible-text.ts';
import type { TextSink } from './world.ts';

const clearLine = '\r\u001b[K';

/**
 * Where a command says what it found. With `--json` standard output gets one object and nothing else; all prose goes
 * to standard error. Every text that comes here is visible text already.
 */
export interface Output {
  readonly json: boolean;
  /** The answer of the command: as an object, or as lines for people. Called once. */
  answer(object: object, lines: Iterable<string>): void;
  /** Something that happened on the way to the answer. */
  tell(line: string): void;
  /** Something that people should see and that is not the answer. */
  warn(line: string): void;
  /** Says where long work is, to somebody who looks; the next thing that is said takes its place. */
  progress(line: string): void;
  /** The failure that the command ends with: as an object too, with `--json`. */
  fail(failure: Failure): ExitCode;
  /** The command was used wrongly. `isTold`: people know already. */
  misuse(message: string, options?: { readonly isTold: boolean }): ExitCode;
}

interface Streams {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly isWatched: boolean;
}

export function createOutput({ stdout, stderr, isWatched }: Streams, json: boolean): Output {
  let progressShown = false;

  function say(sink: TextSink, line: string): void {
    if (progressShown) {
      stderr.write(clearLine);
      progressShown = false;
    }
    sink.write(`${line}\n`);
  }

  return {
    json,
    answer: (object, lines) => {
      if (json) {
        say(stdout, visibleJson(object));
        return;
      }
      for (const line of lines) {
        say(stdout, line);
      }
    },
    tell: (line) => {
      say(json ? stderr : stdout, line);
    },
    warn: (line) => {
      say(stderr, line);
    },
    progress: (line) => {
      if (isWatched) {
        stderr.write(`${clearLine}${line}`);
        progressShown = true;
      }
    },
    fail: (failure) => {
      const sentence = failureSentence(failure);
      say(stderr, inARow(sentence.wrong, sentence.safe));
      say(stderr, sentence.next);
      if (json) {
        say(stdout, visibleJson({ failure, sentence }));
      }
      return exitCodeOf(failure);
    },
    misuse: (message, { isTold } = { isTold: false }) => {
      const sentence = {
        wrong: text('cli.usage.wrong', { message }),
        safe: text('cli.usage.safe'),
        next: text('cli.usage.help'),
      };
      if (!isTold) {
        say(stderr, sentence.wrong);
        say(stderr, sentence.next);
      }
      if (json) {
        say(stdout, visibleJson({ failure: { code: 'usage', message }, sentence }));
      }
      return exitCodes.usage;
    },
  };
}
