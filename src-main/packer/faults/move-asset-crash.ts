import { createCrashDisk, type DiskImage, digestOf } from '../testing/crash-disk.ts';
import { type CrashSession, openSession, projectImage, valueOf } from './crash-session.ts';
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

/** A write is there or not: how the registry and the intent are torn is tried elsewhere, and what is torn of the intent has no name yet. */
const wholeWrites = { step: 1_000_000, fill: 1_000_000, grid: 0 };

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
    const undone = await session.packer.undo(session.projectId, { by: 'newest', direction: 'undo' }, 'second', {
      signal: new AbortController().signal,
      begun: () => undefined,
      advanced: () => undefined,
    });
    if (!undone.ok || undone.value.completion.status !== 'done') {
      throw new Error(`The undo ended ${JSON.stringify(undone)}`);
    }
    roots.push(before);
    confirmed.push(disk.point());
    // The next process gets the lock when this one has let it go, as it does when it dies.
    await session.packer.close();

    const told = new Set<string>();
    const [from = 0, , done = 0] = confirmed;
    for (let point = from; point <= done; point += 1) {
      const last = confirmed.findLastIndex((at) => at <= point);
      const allowed = new Set([roots[last] ?? before, roots[last + 1] ?? before]);
      for (const image of [disk.seenAt(point), ...disk.crashStates(point, () => wholeWrites)]) {
        const key = `${digestOf(image)} ${String(last)}`;
        if (!told.has(key) && !violations.isEnough()) {
          told.add(key);
          const place = `point ${String(point)}, state ${String(told.size)}`;
          await tryToGoOn(image, { assetId, allowed }, place, violations);
        }
      }
    }
    return { tried: told.size, violations: violations.told() };
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
