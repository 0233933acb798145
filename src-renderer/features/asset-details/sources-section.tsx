import type { ReactElement } from 'react';
import type { SourceFile } from '../../../src-preload/contract/domain/asset.ts';
import { language, t } from '../../app/translation.ts';
import { DetailsSection } from '../../ui/details-section.tsx';
import { formatBytes } from '../../ui/format.ts';
import { SafeText } from '../../ui/safe-text.tsx';

/** The files that the manifest lists, with their sizes at the last read. */
export function SourcesSection({ sources }: { readonly sources: readonly SourceFile[] }): ReactElement {
  return (
    <DetailsSection title={t('studio.details.sources')}>
      {sources.length === 0 ? (
        <p className="text-fg-dim">{t('studio.details.noSources')}</p>
      ) : (
        <table aria-label={t('studio.details.sources')} className="w-full table-fixed text-small">
          <colgroup>
            <col />
            <col className="w-24" />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('studio.details.sourcePath')}</th>
              <th scope="col">{t('studio.details.sourceSize')}</th>
            </tr>
          </thead>
          <tbody>
            {sources.map(({ path, bytes }, index) => (
              <tr key={`${String(index)} ${path}`} className="h-6">
                <td className="min-w-0 font-mono">
                  <SafeText text={path} />
                </td>
                <td className="text-right tabular-nums">
                  {bytes === null ? (
                    <span className="text-err">{t('studio.details.notRead')}</span>
                  ) : (
                    <span className="text-fg-dim">{formatBytes(bytes, language)}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </DetailsSection>
  );
}
