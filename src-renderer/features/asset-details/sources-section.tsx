import { useMutation } from '@tanstack/react-query';
import clsx from 'clsx';
import type { ReactElement } from 'react';
import type { SourceFile } from '../../../src-preload/contract/domain/asset.ts';
import { announceFailure } from '../../app/announce-failure.ts';
import { language, t } from '../../app/translation.ts';
import { call } from '../../ipc/packer-client.ts';
import { DetailsSection } from '../../ui/details-section.tsx';
import { formatBytes } from '../../ui/format.ts';
import { SafeText } from '../../ui/safe-text.tsx';

interface SourcesSectionProps {
  readonly projectId: string;
  readonly root: string;
  readonly sources: readonly SourceFile[];
}

/** The files that the manifest lists, with their sizes at the last read. Each can be dragged into another program. */
export function SourcesSection({ projectId, root, sources }: SourcesSectionProps): ReactElement {
  const { mutate: drag } = useMutation({
    mutationFn: (source: string) => call('packer:drag-source', { projectId, root, source }),
    onError: ({ failure }) => {
      announceFailure(projectId, failure);
    },
  });
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
              <tr
                key={`${String(index)} ${path}`}
                className={clsx('h-6', bytes !== null && 'cursor-grab')}
                {...(bytes === null
                  ? {}
                  : {
                      draggable: true,
                      title: t('studio.details.dragOut'),
                      onDragStart: (event) => {
                        // The page has nothing to drag: main hands the file itself to the system.
                        event.preventDefault();
                        drag(path);
                      },
                    })}
              >
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
