import { type CommandId, commandIds, commandOf } from '../../../src-preload/contract/commands.ts';
import { commandLabel } from '../../app/commands.ts';
import { t } from '../../app/translation.ts';
import { wordsOf } from '../../ui/words-of.ts';

/**
 * The commands that a text may mean, the likeliest first: whose name begins with it, who have a word that does, who have it
 * anywhere, in their name or in that of their menu. All words of it have to be found.
 */
export function matchingCommands(text: string): readonly CommandId[] {
  const words = wordsOf(text);
  const sought = words.join(' ');
  const ranked = commandIds
    .filter((id) => id !== 'open-palette')
    .flatMap((id) => {
      const label = commandLabel(id).toLowerCase();
      const all = `${label} ${t(`studio.menu.${commandOf(id).section}`).toLowerCase()}`;
      if (!words.every((word) => all.includes(word))) {
        return [];
      }
      const rank = label.startsWith(sought) ? 0 : words.every((word) => ` ${label}`.includes(` ${word}`)) ? 1 : 2;
      return [{ id, rank }];
    });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ id }) => id);
}
