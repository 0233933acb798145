// @ts-check
// `npm start`: opens Studio on a copy of the sample project, or on the project folder that is named. Without a display it
// takes the same road by itself (walk.mjs).
import { statSync } from 'node:fs';
import path from 'node:path';
import { buildApp, isBuildStale } from './setup/build-app.mjs';
import { checkout, isRoot } from './setup/checkout.mjs';
import { canUseSandbox } from './setup/chromium-sandbox.mjs';
import { hasDisplay, startDisplay } from './setup/display.mjs';
import { electronEnvironment } from './setup/electron-runtime.mjs';
import { runCommand } from './setup/run-command.mjs';
import { ownSample } from './setup/sample-project.mjs';
import { SetupProblem, say } from './setup/say.mjs';
import { runTool, setUp } from './setup/set-up.mjs';

async function start() {
  const given = process.argv.slice(2);
  const electron = await setUp();
  if (isBuildStale() && !(await buildApp())) {
    throw new SetupProblem('build', 'failed, see above');
  }

  const sandboxed = await canUseSandbox(electron.folder);
  if (isRoot) {
    say('start', 'running as root, where Chromium has no sandbox: --no-sandbox');
  }
  // Without the sandbox, the app must not ask for it for every process: they would not start.
  const environment = { ...electronEnvironment(electron), ...(sandboxed ? {} : { PROMETEU_ROOT: '1' }) };

  if (!hasDisplay) {
    return walkWithoutDisplay(environment);
  }
  const flags = given.filter((argument) => argument.startsWith('-'));
  const project = projectFolder(given.find((argument) => !argument.startsWith('-')));
  say('start', `opening ${project}`);
  const args = [...(sandboxed ? [] : ['--no-sandbox']), checkout, ...flags, project];
  const { code } = await runCommand(electron.executable, args, { env: environment });
  return code;
}

/** @param {string | undefined} named */
function projectFolder(named) {
  if (named === undefined) {
    return ownSample();
  }
  // npm runs its scripts in the checkout, and the person may stand elsewhere.
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), named);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new SetupProblem('start', `there is no folder ${folder}`);
  }
  return folder;
}

/** @param {NodeJS.ProcessEnv} environment */
async function walkWithoutDisplay(environment) {
  say('start', 'no display here: a virtual one is used, and the first steps are taken by themselves');
  const display = await startDisplay();
  const walk = path.join(import.meta.dirname, 'walk.mjs');
  const { code } = await runCommand(process.execPath, [walk], { env: { ...environment, DISPLAY: display.name } });
  display.stop();
  return code;
}

await runTool(start);
