import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { StudioUpdate } from '../../../src-preload/contract/domain/studio-update.ts';
import { runCommand, useCommandReasons } from '../../app/offered-commands.ts';
import { t } from '../../app/translation.ts';
import { studioQueries } from '../../ipc/studio-queries.ts';
import { StatusButton } from '../../ui/status-button.tsx';

/** The way into a newer version of Studio, where one is known. */
export function UpdateButton(): ReactElement | null {
  const { data: update = null } = useQuery(studioQueries.update());
  return update === null ? null : <KnownUpdate {...update} />;
}

/** Reasons change with each selection: they are heard only where there is something to say. */
function KnownUpdate({ version, by }: StudioUpdate): ReactElement {
  const reason = useCommandReasons()('take-update');
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
