import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import type { ReactElement } from 'react';
import type { RecentProject } from '../../../src-preload/contract/domain/project.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { studioKeys, studioQueries } from '../../ipc/studio-queries.ts';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { RecentProjectRow } from './recent-project-row.tsx';

interface RecentProjectsProps {
  readonly onOpen: (project: RecentProject) => void;
}

/** The projects that were open before: those that are pinned, then the others, newest first. */
export function RecentProjects({ onOpen }: RecentProjectsProps): ReactElement {
  const queryClient = useQueryClient();
  const recent = useQuery(studioQueries.recent());
  const remove = useMutation({
    mutationFn: (folderToken: string) => call('packer:remove-recent', { folderToken }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: studioKeys.recent() }),
  });

  const pin = useMutation({
    mutationFn: ({ folderToken, pinned }: RecentProject) => call('packer:pin-recent', { folderToken, pinned: !pinned }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: studioKeys.recent() }),
  });

  return (
    <section className="min-w-0">
      {/* Over the names of the projects, or over the edge of the box where there are none. */}
      <h2
        id="recent-projects"
        className={clsx('mb-2 text-small font-medium text-fg-dim', recent.data?.length !== 0 && 'px-3')}
      >
        {t('studio.start.recent')}
      </h2>
      {recent.isError ? <SentenceAlert {...failureMessage(recent.error.failure)} /> : null}
      {recent.data?.length === 0 ? (
        <div className="rounded-tile border border-dashed border-line px-4 py-8 text-center">
          <p className="font-medium">{t('studio.start.noRecent')}</p>
          <p className="mt-1 text-fg-dim">{t('studio.start.noRecentHint')}</p>
        </div>
      ) : null}
      <ul aria-labelledby="recent-projects" className="max-h-[432px] overflow-y-auto">
        {recent.data?.map((project) => (
          <RecentProjectRow
            key={project.folderToken}
            project={project}
            onOpen={() => {
              onOpen(project);
            }}
            onPin={() => {
              pin.mutate(project);
            }}
            onRemove={() => {
              remove.mutate(project.folderToken);
            }}
          />
        ))}
      </ul>
    </section>
  );
}
