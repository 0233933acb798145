import type { AssetDetails } from '../../src-preload/contract/domain/asset.ts';
import { type CommandRun, withProject } from './command-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { diagnosticLine, stateNames, text, typeName } from './texts.ts';
import { rootOf } from './typed-root.ts';

/** `details`: everything that is known of one asset. */
export function detailsCommand(run: CommandRun, typed: string): Promise<ExitCode> {
  return withProject(run, 'read', async ({ packer, projectId }) => {
    const details = packer.getAssetDetails(projectId, rootOf(packer, projectId, typed));
    if (!details.ok) {
      return run.output.fail(details.failure);
    }
    run.output.answer(details.value, linesOf(details.value));
    return exitCodes.done;
  });
}

function* linesOf(details: AssetDetails): Generator<string, void> {
  const { manifest, entry, sources, diagnostics } = details;
  const { registration, health } = stateNames(details);
  yield labelled('root', details.root);
  yield labelled('name', details.name);
  yield labelled('type', typeName(details.type ?? 'unknown'));
  yield labelled('registration', registration);
  yield labelled('health', health);
  if (entry !== null) {
    yield labelled('assetId', entry.assetId);
    yield labelled('revision', String(entry.rev));
    yield labelled('registeredAt', entry.registeredAt);
    yield labelled('changedAt', entry.writtenAt);
  }
  if (manifest?.description !== undefined) {
    yield labelled('description', manifest.description);
  }
  if (manifest?.tags !== undefined && manifest.tags.length > 0) {
    yield labelled('tags', manifest.tags.join(', '));
  }
  if (manifest?.preload === true) {
    yield labelled('preload', text('cli.details.yes'));
  }
  if (sources.length > 0) {
    yield labelled('sources', '').trimEnd();
    for (const { path, bytes } of sources) {
      const source =
        bytes === null ? text('cli.details.notRead', { path }) : text('cli.details.bytes', { path, count: bytes });
      yield text('cli.common.item', { text: source });
    }
  }
  if (diagnostics.length > 0) {
    yield labelled('problems', '').trimEnd();
    for (const diagnostic of diagnostics) {
      yield text('cli.common.item', { text: diagnosticLine(diagnostic) });
    }
  }
}

type Label =
  | 'root'
  | 'name'
  | 'type'
  | 'registration'
  | 'health'
  | 'assetId'
  | 'revision'
  | 'registeredAt'
  | 'changedAt'
  | 'description'
  | 'tags'
  | 'preload'
  | 'sources'
  | 'problems';

function labelled(label: Label, value: string): string {
  return text('cli.common.labelled', { label: text(`cli.details.${label}`), value });
}
