import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleSlash, Layers, MousePointerClick } from 'lucide-react';
import type { ReactElement, ReactNode, Ref } from 'react';
import { commandOfAction } from '../../../src-preload/contract/commands.ts';
import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import type { ActionCapability, AssetAction } from '../../../src-preload/contract/domain/asset-action.ts';
import { runCommand } from '../../app/offered-commands.ts';
import { t } from '../../app/translation.ts';
import { useLasting } from '../../app/use-lasting.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import { ActionBar } from './action-bar.tsx';
import { AssetHeading } from './asset-heading.tsx';
import { EntrySection } from './entry-section.tsx';
import { FixMenu } from './fix-menu.tsx';
import { draftKey, useManifestDrafts } from './manifest-drafts.ts';
import { ManifestForm } from './manifest-form.tsx';
import { ManifestSection } from './manifest-section.tsx';
import { ProblemsSection } from './problems-section.tsx';
import { useSelectedCommands } from './selected-commands.tsx';
import { SourcesSection } from './sources-section.tsx';
import { useDetailsPlace } from './use-details-place.ts';
import type { Fixes } from './use-fixes.ts';
import type { ManifestEdit } from './use-manifest-edit.ts';
import { useRelocations } from './use-relocations.ts';

interface AssetDetailsPaneProps {
  readonly ref: Ref<HTMLElement>;
  readonly projectId: string;
  readonly root: string | null;
  /** How many assets are selected where they are more than one. */
  readonly several: number | null;
  /** The asset itself, and what its files say of themselves. */
  readonly preview: (asset: AssetDetails) => ReactNode;
  readonly facts: (asset: AssetDetails) => ReactNode;
  readonly edit: ManifestEdit;
  readonly fixes: Fixes;
}

const stateIcon = { size: 20, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** The right pane: everything that is known of the selected asset, and what can be done with it. */
export function AssetDetailsPane({
  ref,
  projectId,
  root,
  several,
  preview,
  facts,
  edit,
  fixes,
}: AssetDetailsPaneProps): ReactElement {
  return (
    <section
      ref={ref}
      data-region=""
      data-details=""
      tabIndex={-1}
      aria-label={t('studio.details.label')}
      className="h-full overflow-x-hidden overflow-y-auto bg-panel"
    >
      {several !== null ? (
        <EmptyState icon={<Layers {...stateIcon} />} title={t('studio.bulk.severalHeading', { count: several })}>
          {t('studio.bulk.severalHint')}
        </EmptyState>
      ) : root === null ? (
        <EmptyState icon={<MousePointerClick {...stateIcon} />} title={t('studio.details.nothingSelected')}>
          {t('studio.details.nothingSelectedHint')}
        </EmptyState>
      ) : (
        <SelectedAsset projectId={projectId} root={root} preview={preview} facts={facts} edit={edit} fixes={fixes} />
      )}
      <FixMenu projectId={projectId} root={root} several={several} fixes={fixes} />
    </section>
  );
}

/** The actions, and how the one that was begun last stands. That draws nothing else anew. */
function SelectedActions({ actions }: { readonly actions: readonly ActionCapability[] }): ReactElement {
  const { pending, refusal, retry } = useSelectedCommands();
  // What takes a moment is not announced: to show that it has begun would be two frames more before its end is seen.
  const isLong = useLasting(pending === null ? null : longMs);
  return (
    <ActionBar actions={actions} pending={isLong ? pending : null} refusal={refusal} retry={retry} onRun={runAction} />
  );
}

/** An author sees a delay from there on, in milliseconds. */
const longMs = 100;

/** As the menu does it. The same function each time: an action of which nothing changed is not drawn again. */
function runAction(action: AssetAction): void {
  runCommand(commandOfAction(action));
}

const noActions: readonly ActionCapability[] = [];

type SelectedAssetProps = Omit<AssetDetailsPaneProps, 'ref' | 'root' | 'several'> & { readonly root: string };

function SelectedAsset(props: SelectedAssetProps): ReactElement | null {
  const { projectId, root, preview, facts, edit, fixes } = props;
  const draft = useManifestDrafts(({ drafts }) => drafts[draftKey(projectId, root)]);
  // The last asset stays for the moment until the next is read, without its actions.
  const details = useQuery({ ...projectQueries.details(projectId, root), placeholderData: keepPreviousData });
  const actions = useQuery(projectQueries.actions(projectId, root));
  const relocations = useRelocations(projectId, details.data);
  useDetailsPlace(details.data?.root ?? null);
  const failure = details.error?.failure ?? actions.error?.failure;
  if (failure?.code === 'no-such-asset') {
    // Most often it went with what the author has just done.
    return (
      <EmptyState icon={<CircleSlash {...stateIcon} />} title={t('studio.details.gone')}>
        {t('studio.details.goneHint', { root: visibleTextInSentence(root) })}
      </EmptyState>
    );
  }
  if (failure !== undefined) {
    return (
      <div className="p-4">
        <SentenceAlert {...failureMessage(failure)} />
      </div>
    );
  }
  if (details.data === undefined) {
    return null;
  }
  const asset = details.data;
  const commands = <SelectedActions key="actions" actions={actions.data?.actions ?? noActions} />;
  const problems = (
    <ProblemsSection
      key="problems"
      asset={asset}
      checking={details.isPlaceholderData}
      running={fixes.running}
      relocations={relocations}
      onFix={(fix) => {
        fixes.apply({ root: asset.root, name: asset.name }, fix);
      }}
      onCopy={fixes.copy}
    />
  );
  return (
    <>
      {preview(asset)}
      <AssetHeading asset={asset} />
      {/* What is wrong stands before what can be done: it often says which. */}
      {asset.diagnostics.length === 0 ? [commands, problems] : [problems, commands]}
      <SourcesSection projectId={projectId} root={asset.root} sources={asset.sources} />
      {facts(asset)}
      <ManifestSection
        manifest={asset.manifest}
        form={
          draft === undefined ? null : (
            <ManifestForm
              key={`${root}\n${String(draft.turn)}`}
              projectId={projectId}
              root={root}
              draft={draft}
              edit={edit}
            />
          )
        }
      />
      {asset.entry === null ? null : <EntrySection entry={asset.entry} />}
    </>
  );
}
