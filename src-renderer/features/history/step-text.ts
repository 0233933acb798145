import type { HistoryKind, HistoryStep, HistoryWhat } from '../../../src-preload/contract/domain/history.ts';
import { t } from '../../app/translation.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';

/** A command in words: `Register 12 assets`. */
export function commandText(what: HistoryWhat, count: number): string {
  return t(`studio.history.step.${what}`, { assets: t('studio.status.assets', { count }) });
}

/** A step in words, with what it was to another one: `Undo Register 12 assets`. */
export function stepText({ what, kind, count }: Pick<HistoryStep, 'what' | 'kind' | 'count'>): string {
  return t(`studio.history.kind.${kind}`, { step: commandText(what, count) });
}

/** The assets of a step by their roots, as many as it names. */
export function rootsText({ roots, count }: HistoryStep): string {
  const named = roots
    .map((root) => visibleTextInSentence(root))
    .reduce((first, second) => t('studio.history.rootJoin', { first, second }));
  return count > roots.length ? t('studio.history.rootsAndMore', { roots: named, count: count - roots.length }) : named;
}

/** What undoing a step of this kind is called. */
export function undoVerb(kind: HistoryKind): string {
  return kind === 'undo' ? t('studio.history.redo') : t('studio.history.undo');
}
