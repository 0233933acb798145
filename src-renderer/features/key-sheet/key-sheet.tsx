import { type ReactElement, useId, useRef, useState } from 'react';
import { type CommandId, commandIds, commandOf, commandSections } from '../../../src-preload/contract/commands.ts';
import { commandLabel, keysText } from '../../app/commands.ts';
import { showOverlay, useOverlay } from '../../app/overlay.ts';
import { t } from '../../app/translation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { wordsOf } from '../../ui/words-of.ts';

interface SheetRow {
  readonly label: string;
  readonly keys: readonly string[];
}

interface SheetGroup {
  readonly heading: string;
  readonly rows: readonly SheetRow[];
}

/** Every key that does something, by menu, with a search: made from the table of commands. */
export function KeySheet(): ReactElement {
  const isOpen = useOverlay(({ overlay }) => overlay?.kind === 'keys');
  const [text, setText] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const groups = sheetGroups(text);
  return (
    <Dialog
      open={isOpen}
      onClose={() => {
        setText('');
        showOverlay(null);
      }}
      title={t('studio.keySheet.heading')}
      closeLabel={t('studio.common.close')}
      size="work"
      textOnly
      initialFocus={search}
      header={<SearchBox ref={search} label={t('studio.keySheet.search')} text={text} onChange={setText} />}
    >
      {groups.length === 0 ? (
        <p role="status" className="py-6 text-center text-fg-dim">
          {t('studio.keySheet.none')}
        </p>
      ) : (
        <div className="columns-2 gap-8">
          {groups.map((group) => (
            <KeyGroup key={group.heading} {...group} />
          ))}
        </div>
      )}
    </Dialog>
  );
}

function KeyGroup({ heading, rows }: SheetGroup): ReactElement {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="mb-4 break-inside-avoid">
      <h3 id={headingId} className="pb-1 text-small font-semibold text-fg-dim">
        {heading}
      </h3>
      <ul>
        {rows.map(({ label, keys }) => (
          <li key={label} className="flex min-h-7 items-center justify-between gap-4 border-t border-line py-0.5">
            <span>{label}</span>
            <span className="flex shrink-0 gap-1">
              {keys.map((each) => (
                <KeyHint key={each} keys={each} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The groups of the table that have a row for a text: in its name, its keys or the name of its menu. */
function sheetGroups(text: string): readonly SheetGroup[] {
  const words = wordsOf(text);
  const groups: SheetGroup[] = commandSections.map((section) => ({
    heading: t(`studio.menu.${section}`),
    rows: commandIds.filter((id) => commandOf(id).section === section && commandOf(id).keys.length > 0).map(rowOf),
  }));
  return [...groups, listGroup()]
    .map(({ heading, rows }) => ({
      heading,
      rows: rows.filter(({ label, keys }) => {
        const all = `${heading} ${label} ${keys.join(' ')}`.toLowerCase();
        return words.every((word) => all.includes(word));
      }),
    }))
    .filter(({ rows }) => rows.length > 0);
}

function rowOf(id: CommandId): SheetRow {
  return { label: commandLabel(id), keys: commandOf(id).keys.map(keysText) };
}

/** How the list is moved through, which no menu has. */
function listGroup(): SheetGroup {
  return {
    heading: t('studio.keySheet.list'),
    rows: [
      {
        label: t('studio.keySheet.move'),
        keys: [t('studio.keys.up'), t('studio.keys.down'), t('studio.keys.left'), t('studio.keys.right')],
      },
      { label: t('studio.keySheet.toFirst'), keys: [t('studio.keys.home'), t('studio.keys.end')] },
      { label: t('studio.keySheet.page'), keys: [t('studio.keys.pageUp'), t('studio.keys.pageDown')] },
      { label: t('studio.keySheet.extend'), keys: [keysText(`Shift+${t('studio.keys.down')}`)] },
      { label: t('studio.keySheet.actions'), keys: [keysText('Enter')] },
      { label: t('studio.keySheet.back'), keys: [t('studio.keys.escape')] },
    ],
  };
}
