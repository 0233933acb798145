import { Menu } from '@base-ui/react/menu';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useRef, useState } from 'react';
import { type DiagnosticFix, fixesOf, type RelocateFix } from '../../../src-preload/contract/domain/diagnostic-fix.ts';
import { useOfferedCommands } from '../../app/offered-commands.ts';
import { showPane } from '../../app/project-look.ts';
import { useSession } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { useOpenDialog } from '../../ui/open-dialogs.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useThereWhileOpen } from '../../ui/use-there-while-open.ts';
import { fixText } from './fix-text.ts';
import { focusProblems } from './problems-section.tsx';
import { useSelectedCommands } from './selected-commands.tsx';
import type { Fixes } from './use-fixes.ts';
import { useRelocations } from './use-relocations.ts';

interface FixMenuProps {
  readonly projectId: string;
  readonly root: string | null;
  readonly several: number | null;
  readonly fixes: Fixes;
}

/** What can be done about all that was found wrong with the selected asset, at the command’s word. */
export function FixMenu({ projectId, root, several, fixes }: FixMenuProps): ReactElement | null {
  // Why the manifest of the asset can't be edited now; null where it can.
  const unavailable = useSelectedCommands().reasonFor('edit-manifest');
  const [open, setOpen] = useState(false);
  const popup = useRef<HTMLDivElement>(null);
  const chosen = useRef<DiagnosticFix | RelocateFix | null>(null);
  const { data: asset } = useQuery({ ...projectQueries.details(projectId, root ?? ''), enabled: root !== null });
  const relocations = useRelocations(projectId, asset);
  const edits = asset === undefined ? [] : fixesOf(asset.diagnostics, asset.manifest);
  const offered = [...relocations.fixes, ...edits];
  useOpenDialog(open);
  const { isThere, closed } = useThereWhileOpen(open);

  const reason = (): string | null => {
    if (several !== null) {
      return t('studio.commandReason.several');
    }
    if (root === null) {
      return t('studio.commandReason.nothingSelected');
    }
    if (offered.length === 0) {
      return t('studio.commandReason.noFix');
    }
    // An asset that is missing has no manifest, and whatever else is offered is an edit of one.
    return edits.length === 0 ? relocations.unavailable : unavailable;
  };
  useOfferedCommands({
    'show-fixes': {
      run: () => {
        const { folder } = useSession.getState();
        if (folder !== null) {
          showPane(folder.folderToken, 'inspector', true);
        }
        // Brings them in sight.
        focusProblems();
        setOpen(true);
      },
      reason: reason(),
    },
  });

  return isThere ? (
    <Menu.Root
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) {
          popup.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
          return;
        }
        closed();
        focusProblems();
        const fix = chosen.current;
        chosen.current = null;
        // Only now: what a fix gives the focus to keeps it.
        if (fix !== null && asset !== undefined) {
          fixes.apply({ root: asset.root, name: asset.name }, fix);
        }
      }}
    >
      <Menu.Portal>
        <Menu.Positioner
          anchor={() => document.querySelector('[data-problems] h3')}
          side="top"
          align="start"
          sideOffset={2}
          className="z-30 outline-none"
        >
          <Menu.Popup
            ref={popup}
            aria-label={t('studio.fix.menu', { name: asset?.name ?? '' })}
            finalFocus={false}
            className="w-72 rounded-tile border border-line bg-panel py-1 shadow-overlay outline-none"
          >
            <p aria-hidden="true" className="truncate px-3 pt-1 pb-1.5 text-small text-fg-faint">
              <SafeText text={asset?.name ?? ''} />
            </p>
            {offered.map((fix) => (
              <Menu.Item
                key={JSON.stringify(fix)}
                label={fixText(fix)}
                onClick={() => {
                  chosen.current = fix;
                }}
                className="mx-1 block min-h-6 rounded-control px-2 py-1 text-fg outline-none wrap-anywhere data-highlighted:bg-raised"
              >
                {fixText(fix)}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  ) : null;
}
