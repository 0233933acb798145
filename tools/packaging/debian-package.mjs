// @ts-check
import { chmod, copyFile, mkdir, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { checkout } from '../setup/checkout.mjs';

const resources = path.join(checkout, 'build');
const COMMAND = 'prometeu-packer';

/**
 * Makes the .deb of a packed app: launcher entry, icons, the file type of `prometeu.json`, Studio's links, and the command `prometeu-packer`.
 *
 * @param {string} packed the folder
 * @param {{ suffix: string }} options `suffix` goes into the file's name
 * @returns {Promise<string>} the file
 */
export async function makeDebianPackage(packed, { suffix }) {
  const { default: module } = await import('electron-installer-debian');

  class StudioPackage extends module.Installer {
    /** @override */
    get contentFunctions() {
      return [...super.contentFunctions, 'createFileType', 'createCommand'];
    }

    async createFileType() {
      const folder = path.join(this.stagingDir, this.baseAppDir, 'share', 'mime', 'packages');
      const file = path.join(folder, 'prometeu-studio.xml');
      await mkdir(folder, { recursive: true });
      await copyFile(path.join(resources, 'linux', 'prometeu-studio.xml'), file);
      await chmod(file, 0o644);
    }

    /** A link, so that the script finds the app beside itself. */
    async createCommand() {
      const folder = path.join(this.stagingDir, this.baseAppDir, 'bin');
      await mkdir(folder, { recursive: true });
      await symlink(path.join('..', 'lib', 'prometeu-studio', COMMAND), path.join(folder, COMMAND));
    }
  }

  const maker = new StudioPackage({
    src: packed,
    dest: path.join(checkout, 'dist'),
    arch: 'amd64',
    rename: (/** @type {string} */ folder) => path.join(folder, `<%= name %>_<%= version %>_<%= arch %>${suffix}.deb`),
    logger: () => {},
    options: {
      name: 'prometeu-studio',
      bin: 'prometeu-studio',
      genericName: 'Game asset manager',
      section: 'graphics',
      categories: ['Graphics', 'Development'],
      mimeType: ['application/x-prometeu-project', 'x-scheme-handler/prometeu'],
      icon: await icons(),
      depends: ['libasound2'],
      // The default one takes minutes where this takes seconds.
      compression: 'zstd',
    },
  });
  await maker.generateDefaults();
  maker.generateOptions();
  await maker.createStagingDir();
  await maker.createContents();
  await maker.createPackage();
  await maker.movePackage();
  const [file] = maker.options.packagePaths;
  if (file === undefined) {
    throw new Error('no .deb came out');
  }
  return file;
}

/** @returns {Promise<Record<string, string>>} from the size, such as `32x32`, to the file */
async function icons() {
  const folder = path.join(resources, 'icons');
  const files = (await readdir(folder)).map((name) => [path.parse(name).name, path.join(folder, name)]);
  return { ...Object.fromEntries(files), scalable: path.join(resources, 'icon.svg') };
}
