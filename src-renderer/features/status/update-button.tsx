import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { runCommand, useCommandReasons } from '../../app/offered-commands.ts';
import { t } from '../../app/translation.ts';
import { studioQueries } from '../../ipc/studio-queries.ts';
import { StatusButton } from '../../ui/status-button.tsx';

/** The way into a newer version of Studio, where one is known. */
export function UpdateButton(): ReactElement | null {
  const { data: update = null } = useQuery(studioQueries.update());
  const reason = useCommandReasons()('take-update');
  if (update === null) {
    return null;
  }
  const { version, by } = update;
  return (
    <StatusButton
      unavailable={reason !== null}
      title={reason ?? undefined}
      onClick={() => {
        runCommand('take-update');
      }}
    >
      {by === 'restart' ? t('studio.status.restartTo', { version }) : t('studio.status.newVersion', { version })}
    </StatusButton>
  );
}
