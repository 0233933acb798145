import type { ReactElement } from 'react';
import type { AssetSummary } from '../../../src-preload/contract/domain/asset.ts';
import { language, t } from '../../app/translation.ts';
import { formatCount } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';

/** How many problems an asset has, with the shape of the worst of them. Nothing for an asset without any. */
export function ProblemCount({ asset }: { readonly asset: AssetSummary }): ReactElement | null {
  if (asset.problems === 0) {
    return null;
  }
  return (
    <span title={t('studio.list.problems', { count: asset.problems })} className="flex items-center gap-1.5">
      <span className="text-small tabular-nums">{formatCount(asset.problems, language)}</span>
      <StateGlyph shape={asset.health === 'warning' ? 'triangle-mark' : 'octagon-bar'} />
    </span>
  );
}
