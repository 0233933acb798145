import { Pin, X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RecentProject } from '../../../src-preload/contract/domain/project.ts';
import { language, t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/format.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { visibleText } from '../../ui/visible-text.ts';

interface RecentProjectRowProps {
  readonly project: RecentProject;
  readonly onOpen: () => void;
  readonly onPin: () => void;
  readonly onRemove: () => void;
}

/** Seen when the row has the pointer or the focus. */
const hidden = 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100';

/** One project of the list: name and path open it, the pin keeps it above the others, the cross takes it off the list. */
export function RecentProjectRow({ project, onOpen, onPin, onRemove }: RecentProjectRowProps): ReactElement {
  return (
    <li className="group flex items-center rounded-tile hover:bg-raised">
      <button
        type="button"
        onClick={onOpen}
        className="flex min-w-0 flex-1 items-center gap-4 rounded-tile px-3 py-2 text-left -outline-offset-2"
      >
        <span className="min-w-0 flex-1">
          <SafeText text={project.name} className="font-medium" />
          <SafeText text={project.path} className="font-mono text-small text-fg-dim" />
        </span>
        {project.exists ? (
          <span className="shrink-0 text-right text-small text-fg-faint">
            {project.assets === null ? null : (
              <span className="block tabular-nums">{t('studio.status.assets', { count: project.assets })}</span>
            )}
            {formatMoment(project.openedAt, language)}
          </span>
        ) : (
          <span
            title={t('studio.start.missingHint')}
            className="shrink-0 rounded-control border border-err px-1.5 text-caption font-medium text-err"
          >
            {t('studio.start.missing')}
          </span>
        )}
      </button>
      <IconButton
        label={t('studio.start.pin', { name: visibleText(project.name) })}
        aria-pressed={project.pinned}
        className={project.pinned ? 'text-fg' : hidden}
        onClick={onPin}
      >
        <Pin size={16} strokeWidth={1.5} fill={project.pinned ? 'currentColor' : 'none'} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('studio.start.remove', { name: visibleText(project.name) })}
        className={`mr-1 ${hidden}`}
        onClick={onRemove}
      >
        <X size={16} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
    </li>
  );
}
