import { t } from '../../app/translation.ts';
import { assetState, type ListedAsset } from '../../ipc/asset-state.ts';
import { visibleText } from '../../ui/visible-text.ts';

/** The accessible name of an asset among the results. */
export function assetLabel(asset: ListedAsset, unsaved: boolean): string {
  const label = labelOf(asset);
  return unsaved ? t('studio.list.rowUnsaved', { row: label }) : label;
}

function labelOf(asset: ListedAsset): string {
  const data = {
    name: visibleText(asset.name),
    type: t(`studio.type.${asset.type ?? 'unknown'}`),
    root: visibleText(asset.root),
    state: t(`studio.state.${assetState(asset)}`),
  };
  if (!('problems' in asset) || asset.problems === 0) {
    return t('studio.list.row', data);
  }
  return t('studio.list.rowWithProblems', { ...data, problems: t('studio.list.problems', { count: asset.problems }) });
}
