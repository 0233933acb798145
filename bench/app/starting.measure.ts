import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type Browser, chromium, type Page } from '@playwright/test';
import { environmentOnDisplay } from '../../e2e/fixtures/displays.ts';
import { copySampleProject } from '../../e2e/fixtures/sample-copy.ts';
import { expect, test } from '../../e2e/fixtures/test.ts';
import { type Contender, runInterleaved } from '../interleaved.ts';
import { firstRows } from './in-page.ts';
import { checkout, plan, writeResult } from './measured-app.ts';

// Figure 17: from the start of the program, as a click on a project's folder makes it, to rows that can be used: at the
// first start with a folder of user data, and at the next one. When a process began is not asked of the system: Linux
// gives it in whole seconds of the clock. The program is started as an author's system does and not by Playwright, which
// holds it until its own debugger has been let in: half a second that no author waits for.

/** Assets of the sample. */
const size = 95;

/** What Chromium says of the place at which it is listened to, once it listens. */
const listening = /^DevTools listening on (?<address>ws:\S+)$/;

test('starting with the sample', async () => {
  const sample: Contender = { size, unit: 'ms', runs: plan.quick ? 1 : 7, run: startTwice };
  writeResult('starting', { measurements: await runInterleaved('app', [sample]), skips: [] });
});

async function startTwice(): Promise<Record<string, number>> {
  const userData = mkdtempSync(join(tmpdir(), 'prometeu-user-'));
  return { 'first start to rows': await startWith(userData), 'start to rows': await startWith(userData) };
}

async function startWith(userData: string): Promise<number> {
  const project = copySampleProject().folder;
  const begun = Date.now();
  const studio = spawn(
    process.env['PROMETEU_ELECTRON'] ?? '',
    [
      ...(process.env['PROMETEU_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : []),
      '--remote-debugging-port=0',
      checkout,
      `--user-data=${userData}`,
      project,
    ],
    { env: environmentOnDisplay(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(studio, 'exit');
  const browser = await chromium.connectOverCDP(await addressIn(studio.stderr));
  const page = await pageOf(browser);
  const onScreen = await page.evaluate(firstRows);
  await page.close();
  await browser.close();
  expect(await ended).toEqual([0, null]);
  return onScreen - begun;
}

async function addressIn(said: Readable): Promise<string> {
  for await (const line of createInterface({ input: said })) {
    const address = listening.exec(line)?.groups?.['address'];
    if (address !== undefined) {
      // What is said after that must still be taken, or the program waits for it.
      said.resume();
      return address;
    }
  }
  throw new Error('The program ended before it could be listened to');
}

/** The window's page, once it is there and has begun. */
async function pageOf(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) {
    throw new Error('The program has no session');
  }
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForLoadState('domcontentloaded');
  return page;
}
