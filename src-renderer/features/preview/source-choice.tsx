import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ShownSource } from '../../../src-preload/contract/source-kind.ts';
import { t } from '../../app/translation.ts';
import { visibleText } from '../../ui/visible-text.ts';

interface SourceChoiceProps {
  readonly shown: readonly ShownSource[];
  readonly chosen: string;
  readonly onChoose: (path: string) => void;
}

/** Which of an asset's files is shown, where there are several. */
export function SourceChoice({ shown, chosen, onChoose }: SourceChoiceProps): ReactElement {
  return (
    <div className="relative border-b border-line bg-app px-3 py-1.5">
      <select
        aria-label={t('previews.choose')}
        value={chosen}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
        className="h-6 w-full appearance-none truncate rounded-control border border-line-strong bg-input pr-7 pl-2 font-mono text-small -outline-offset-1 hover:bg-raised"
      >
        {shown.map(({ path }) => (
          <option key={path} value={path}>
            {visibleText(path)}
          </option>
        ))}
      </select>
      <ChevronDown
        size={14}
        strokeWidth={1.5}
        aria-hidden="true"
        className="pointer-events-none absolute top-[11px] right-5 text-fg-dim"
      />
    </div>
  );
}
