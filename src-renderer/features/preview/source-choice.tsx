import type { ReactElement } from 'react';
import type { ShownSource } from '../../../src-preload/contract/source-kind.ts';
import { t } from '../../app/translation.ts';
import { Select } from '../../ui/select.tsx';
import { visibleText } from '../../ui/visible-text.ts';

interface SourceChoiceProps {
  readonly shown: readonly ShownSource[];
  readonly chosen: string;
  readonly onChoose: (path: string) => void;
}

/** Which of an asset's files is shown, where there are several. */
export function SourceChoice({ shown, chosen, onChoose }: SourceChoiceProps): ReactElement {
  return (
    <div className="border-b border-line bg-app px-3 py-1.5 font-mono">
      <Select look="tool" aria-label={t('previews.choose')} value={chosen} onChoose={onChoose}>
        {shown.map(({ path }) => (
          <option key={path} value={path}>
            {visibleText(path)}
          </option>
        ))}
      </Select>
    </div>
  );
}
