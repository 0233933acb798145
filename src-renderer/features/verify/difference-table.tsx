import type { ReactElement } from 'react';
import type { SnapshotDifference } from '../../../src-preload/contract/domain/project.ts';
import { t } from '../../app/translation.ts';
import { SafeText } from '../../ui/safe-text.tsx';

/** Where snapshot and disk differ: of what, which one, and how. */
export function DifferenceTable({
  differences,
}: {
  readonly differences: readonly SnapshotDifference[];
}): ReactElement {
  return (
    <table aria-label={t('studio.verify.differences')} className="mt-3 w-full table-fixed text-small">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('studio.verify.column.part')}</th>
          <th scope="col">{t('studio.verify.column.key')}</th>
          <th scope="col">{t('studio.verify.column.change')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ part, key, change }) => (
          <tr key={`${part} ${change} ${key}`} className="h-7 border-t border-line">
            <td className="w-28 text-fg-dim">{t(`studio.verify.part.${part}`)}</td>
            <td className="font-mono">
              <SafeText text={key} />
            </td>
            <td className="w-28 text-right">{t(`studio.verify.change.${change}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
