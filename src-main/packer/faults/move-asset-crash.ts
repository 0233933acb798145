import { createCrashDisk, type DiskImage } from '../testing/crash-disk.ts';
import { type CrashSession, openSession, projectImage, unfollowed, valueOf } from './crash-session.ts';
import { tryStatesBetween, wholeWrites } from './crash-states-between.ts';
import type { Fault, FaultResult } from './fault.ts';
import { createViolations, thrownText, type Violations } from './violations.ts';

const before = 'leaf';
const after = 'new/leaf';

async function move({ packer, projectId }: CrashSession, root: string, to: string, commandId: string): Promise<void> {
  const completion = valueOf(await packer.moveAsset(projectId, { root, to }, commandId));
  if (completion.status !== 'committed') {
    throw new Error(`The move ended ${JSON.stringify(completion)}`);
  }
}

/**
 * What a power cut or a kill leaves of a move is, once the project has been opened again, the asset where it was or where it
 * was to go, registered there by its one id; and the latter once it was confirmed.
 */
export const moveAssetCrash: Fault = {
  name: 'move-asset',
  title: 'Power cut and kill at every point of moving an asset and undoing it',
  run: async (): Promise<FaultResult> => {
    const violations = createViolations();
    const disk = createCrashDisk(projectImage([before, 'other'], '{"prometeu":"assets","v":1}\n'));
    const session = valueOf(await openSession(disk));
    const registered = await session.register(before);
    const assetId = registered.status === 'committed' ? registered.assetId : '';
    const roots = [before];
    const confirmed = [disk.point()];
    await move(session, before, after, 'first');
    roots.push(after);
    confirmed.push(disk.point());
    const undone = await session.packer.undo(
      session.projectId,
      { by: 'newest', direction: 'undo' },
      'second',
      unfollowed,
    );
    if (!undone.ok || undone.value.completion.status !== 'done') {
      throw new Error(`The undo ended ${JSON.stringify(undone)}`);
    }
    roots.push(before);
    confirmed.push(disk.point());
    // The next process gets the lock when this one has let it go, as it does when it dies.
    await session.packer.close();

    const [from = 0, , to = 0] = confirmed;
    const lastAt = (point: number): number => confirmed.findLastIndex((at) => at <= point);
    const tried = await tryStatesBetween(
      // How the registry and the intent are torn is tried elsewhere, and what is torn of the intent has no name yet.
      { disk, from, to, density: () => wholeWrites, kills: true, expectedAt: (point) => String(lastAt(point)) },
      violations,
      async (image, point, place) => {
        const last = lastAt(point);
        const allowed = new Set([roots[last] ?? before, roots[last + 1] ?? before]);
        await tryToGoOn(image, { assetId, allowed }, place, violations);
      },
    );
    return { tried, violations: violations.told() };
  },
};

/** What is left opens, has the asset in one place, is what memory says of it, and can be moved. */
async function tryToGoOn(
  image: DiskImage,
  { assetId, allowed }: { readonly assetId: string; readonly allowed: ReadonlySet<string> },
  place: string,
  violations: Violations,
): Promise<void> {
  let session: CrashSession | null = null;
  try {
    session = valueOf(await openSession(createCrashDisk(image)));
    const registrations = session.registrations();
    const [root = '', ...others] = [...registrations].flatMap(([each, id]) => (id === assetId ? [each] : []));
    if (!allowed.has(root) || others.length > 0 || registrations.size !== 2) {
      violations.add(`the assets are ${JSON.stringify([...registrations])}`, place);
      return;
    }
    await move(session, root, 'later', 'later');
    const differences = await session.differences();
    if (differences > 0) {
      violations.add(`${String(differences)} differences after the next move`, place);
    }
  } catch (error) {
    violations.add(`going on threw ${thrownText(error)}`, place);
  } finally {
    await session?.packer.close();
  }
}
