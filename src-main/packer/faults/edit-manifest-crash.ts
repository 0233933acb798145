import { createCrashDisk, type DiskImage, filesOfImage } from '../testing/crash-disk.ts';
import { type CrashSession, openSession, projectFolder, projectImage, unfollowed, valueOf } from './crash-session.ts';
import { tryStatesBetween, wholeWrites } from './crash-states-between.ts';
import type { Fault, FaultResult } from './fault.ts';
import { createViolations, thrownText, type Violations } from './violations.ts';

const root = 'leaf';
const manifestPath = `${projectFolder}/assets/${root}/asset.json`;

async function edit({ packer, projectId }: CrashSession, name: string, commandId: string): Promise<void> {
  const { manifest, hash } = valueOf(await packer.readManifest(projectId, root));
  if (manifest === null) {
    throw new Error('There is no manifest to edit');
  }
  const wanted = { root, manifest: { ...manifest, name, tags: ['a', 'b'] }, basedOn: hash };
  const completion = valueOf(await packer.editManifest(projectId, wanted, commandId));
  if (completion.status !== 'committed') {
    throw new Error(`The edit ended ${JSON.stringify(completion)}`);
  }
}

function textIn(image: DiskImage): string | null {
  const bytes = filesOfImage(image).get(manifestPath);
  return bytes === undefined ? null : Buffer.from(bytes).toString('utf8');
}

/** What a power cut or a kill leaves of an edit is the manifest as it was or the whole new one, and the new one once it was confirmed. */
export const editManifestCrash: Fault = {
  name: 'edit-manifest',
  title: 'Power cut and kill at every point of editing a manifest and undoing it',
  run: async (budget): Promise<FaultResult> => {
    const violations = createViolations();
    const disk = createCrashDisk(projectImage([root, 'other'], '{"prometeu":"assets","v":1}\n'));
    const session = valueOf(await openSession(disk));
    const texts = [textIn(disk.image())];
    const confirmed = [disk.point()];
    await edit(session, 'Edited', 'first');
    texts.push(textIn(disk.image()));
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
    texts.push(textIn(disk.image()));
    confirmed.push(disk.point());

    // The next process gets the lock when this one has let it go, as it does when it dies.
    await session.packer.close();

    const step = budget === 'gate' ? 60 : 7;
    const [from = 0, , to = 0] = confirmed;
    const lastAt = (point: number): number => confirmed.findLastIndex((at) => at <= point);
    const tried = await tryStatesBetween(
      {
        disk,
        from,
        to,
        density: (path) => (path.endsWith('.tmp') ? { step, fill: step, grid: 0 } : wholeWrites),
        kills: true,
        expectedAt: (point) => String(lastAt(point)),
      },
      violations,
      async (image, point, place) => {
        const last = lastAt(point);
        const text = textIn(image);
        if (text === texts[last] || text === (texts[last + 1] ?? texts[last])) {
          await tryToGoOn(image, place, violations);
        } else {
          violations.add(`the manifest is ${JSON.stringify(text)}`, place);
        }
      },
    );
    return { tried, violations: violations.told() };
  },
};

/** What is left opens, is what memory says of it, and can be edited. */
async function tryToGoOn(image: DiskImage, place: string, violations: Violations): Promise<void> {
  let session: CrashSession | null = null;
  try {
    session = valueOf(await openSession(createCrashDisk(image)));
    await edit(session, 'After', 'after');
    const differences = await session.differences();
    if (differences > 0) {
      violations.add(`${String(differences)} differences after the next edit`, place);
    }
  } catch (error) {
    violations.add(`going on threw ${thrownText(error)}`, place);
  } finally {
    await session?.packer.close();
  }
}
