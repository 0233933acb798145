import { createCrashDisk, type DiskImage, digestOf, filesOfImage } from '../testing/crash-disk.ts';
import { type CrashSession, openSession, projectFolder, projectImage, valueOf } from './crash-session.ts';
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

/** Of other files, the history among them, a write is there or not: how they are torn is tried elsewhere. */
const wholeWrites = { step: 1_000_000, fill: 1_000_000, grid: 0 };

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
    const undone = await session.packer.undo(session.projectId, { by: 'newest', direction: 'undo' }, 'second', {
      signal: new AbortController().signal,
      begun: () => undefined,
      advanced: () => undefined,
    });
    if (!undone.ok || undone.value.completion.status !== 'done') {
      throw new Error(`The undo ended ${JSON.stringify(undone)}`);
    }
    texts.push(textIn(disk.image()));
    confirmed.push(disk.point());

    // The next process gets the lock when this one has let it go, as it does when it dies.
    await session.packer.close();

    const step = budget === 'gate' ? 60 : 7;
    const told = new Set<string>();
    const [from = 0, , done = 0] = confirmed;
    for (let point = from; point <= done; point += 1) {
      const last = confirmed.findLastIndex((at) => at <= point);
      const allowed = new Set([texts[last], texts[last + 1] ?? texts[last]]);
      const killed = [disk.seenAt(point)];
      const cut = disk.crashStates(point, (path) =>
        path.endsWith('.tmp') ? { step, fill: step, grid: 0 } : wholeWrites,
      );
      for (const image of [...killed, ...cut]) {
        const key = `${digestOf(image)} ${String(last)}`;
        if (told.has(key) || violations.isEnough()) {
          continue;
        }
        told.add(key);
        const place = `point ${String(point)}, state ${String(told.size)}`;
        const text = textIn(image);
        if (!allowed.has(text)) {
          violations.add(`the manifest is ${JSON.stringify(text)}`, place);
          continue;
        }
        await tryToGoOn(image, place, violations);
      }
    }
    return { tried: told.size, violations: violations.told() };
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
