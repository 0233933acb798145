import { createCrashDisk, type DiskImage, filesOfImage } from '../testing/crash-disk.ts';
import { type CrashSession, openSession, projectFolder, projectImage, unfollowed, valueOf } from './crash-session.ts';
import { tryStatesBetween, wholeWrites } from './crash-states-between.ts';
import type { Fault, FaultResult } from './fault.ts';
import { createViolations, thrownText, type Violations } from './violations.ts';

/** What is made, by root; each of a file of the same name that lies outside of `assets/`. */
const made = { 'new/a': 'picture of a', b: 'picture of b' } as const;

async function create({ packer, projectId }: CrashSession, roots: readonly string[], commandId: string): Promise<void> {
  const assets = roots.map((root) => ({
    root,
    name: root,
    type: 'image' as const,
    files: [{ path: `${projectFolder}/drop/${nameOf(root)}`, name: nameOf(root) }],
  }));
  const completion = valueOf(await packer.createAssets(projectId, assets, true, commandId, unfollowed));
  if (completion.status !== 'done' || completion.written !== roots.length) {
    throw new Error(`The creation ended ${JSON.stringify(completion)}`);
  }
}

function nameOf(root: string): string {
  return `${root.replaceAll('/', '-')}.png`;
}

/**
 * What a power cut or a kill leaves of a creation is, once the project has been opened again, some of its assets, each whole
 * and registered, and nothing of the others; and all of them once it was confirmed (rules N2 and N6).
 */
export const createAssetsCrash: Fault = {
  name: 'create-assets',
  title: 'Power cut and kill at every point of creating assets from files',
  run: async (): Promise<FaultResult> => {
    const violations = createViolations();
    const dropped = Object.fromEntries(
      [...Object.entries(made), ['later', 'picture of later'] as const].map(([root, content]) => [
        `drop/${nameOf(root)}`,
        content,
      ]),
    );
    const disk = createCrashDisk(projectImage(['other'], '{"prometeu":"assets","v":1}\n', dropped));
    const session = valueOf(await openSession(disk));
    await session.register('other');
    const from = disk.point();
    await create(session, Object.keys(made), 'first');
    const confirmed = disk.point();
    // The next process gets the lock when this one has let it go, as it does when it dies.
    await session.packer.close();

    const tried = await tryStatesBetween(
      // How files are torn that have no name yet can't be seen.
      {
        disk,
        from,
        to: confirmed,
        density: () => wholeWrites,
        kills: true,
        expectedAt: (point) => String(point === confirmed),
      },
      violations,
      (image, point, place) => tryToGoOn(image, point === confirmed, place, violations),
    );
    return { tried, violations: violations.told() };
  },
};

/** What is left opens, has whole assets alone, is what memory says of it, and can be added to. */
async function tryToGoOn(image: DiskImage, isConfirmed: boolean, place: string, violations: Violations): Promise<void> {
  let session: CrashSession | null = null;
  try {
    const disk = createCrashDisk(image);
    session = valueOf(await openSession(disk));
    const registrations = session.registrations();
    const files = filesOfImage(disk.seenAt(disk.point()));
    for (const [root, content] of Object.entries(made)) {
      const file = files.get(`${projectFolder}/assets/${root}/${nameOf(root)}`);
      const id = registrations.get(root);
      const isThere = typeof id === 'string' && file !== undefined && Buffer.from(file).toString() === content;
      const isNowhere = id === undefined && file === undefined;
      if (!(isThere || (isNowhere && !isConfirmed))) {
        violations.add(`${root} is ${String(id)}, its file ${file === undefined ? 'gone' : 'there'}`, place);
      }
    }
    const leftOver = [...files.keys()].filter((path) => /\/\.prometeu\/(?:assets-[^/]*\/|intent)/.test(path));
    if (leftOver.length > 0) {
      violations.add(`${leftOver.join(', ')} is left over`, place);
    }
    await create(session, ['later'], 'later');
    const differences = await session.differences();
    if (differences > 0) {
      violations.add(`${String(differences)} differences after the next creation`, place);
    }
  } catch (error) {
    violations.add(`going on threw ${thrownText(error)}`, place);
  } finally {
    await session?.packer.close();
  }
}
