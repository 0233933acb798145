// @ts-check
// Takes the place of Electron's own default app in the stand-in runtime: opens the app folder that the command line names.
// `process.argv` keeps the shape that it has under the official binary: the executable, the app folder, the app's arguments.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);

/** Splits the command line as Electron's default app does: `-r <module>` before the folder, other flags left alone. */
function readCommandLine() {
  const preloaded = [];
  for (let index = 1; index < process.argv.length; index += 1) {
    const argument = process.argv[index] ?? '';
    if (argument === '-r' || argument === '--require') {
      index += 1;
      preloaded.push(process.argv[index] ?? '');
    } else if (!argument.startsWith('-')) {
      return { preloaded, folder: path.resolve(argument) };
    }
  }
  return { preloaded, folder: undefined };
}

try {
  const { preloaded, folder } = readCommandLine();
  if (folder === undefined) {
    throw new Error('Name the folder of an app: electron <folder> [arguments]');
  }

  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  // The two that Electron's own default app calls are not in its public types.
  const ownApp = /** @type {Electron.App & Record<'setVersion' | 'setAppPath', (value: string) => void>} */ (app);
  ownApp.setName(manifest.productName ?? manifest.name);
  ownApp.setVersion(manifest.version);
  ownApp.setAppPath(folder);

  for (const module of preloaded) {
    require(module);
  }
  // Awaited, so that Electron holds back its ready event until the app's own top level has run.
  await import(pathToFileURL(path.join(folder, manifest.main ?? 'index.js')).href);
} catch (error) {
  console.error(error);
  process.exit(1);
}
