import { type ReactElement, useId } from 'react';
import { t } from '../../app/translation.ts';
import { cellsOf, type SheetGrid, type SheetGridChoice, sheetFields } from './sheet-grid.ts';

interface SheetSettingsProps {
  readonly choice: SheetGridChoice;
  readonly size: { readonly width: number; readonly height: number };
}

const limits: Readonly<Record<keyof SheetGrid, number>> = {
  cellWidth: 1,
  cellHeight: 1,
  offsetX: 0,
  offsetY: 0,
  spacing: 0,
};

/** The measures of the grid over a picture, and how many cells it has. */
export function SheetSettings({ choice, size }: SheetSettingsProps): ReactElement {
  const id = useId();
  return (
    <fieldset className="px-3 pb-2">
      <legend className="sr-only">{t('previews.sheet.settings')}</legend>
      <div className="flex gap-1.5">
        {sheetFields.map((field) => (
          <div key={field} className="min-w-0 flex-1">
            <label htmlFor={`${id}-${field}`} className="block truncate text-caption text-fg-dim">
              {t(`previews.sheet.${field}`)}
            </label>
            <input
              id={`${id}-${field}`}
              type="number"
              min={limits[field]}
              max={8192}
              value={choice.grid[field]}
              onChange={(event) => {
                const value = event.target.valueAsNumber;
                if (Number.isInteger(value) && value >= limits[field] && value <= 8192) {
                  choice.change({ [field]: value });
                }
              }}
              className="h-6 w-full rounded-control border border-line-strong bg-input px-1.5 text-small tabular-nums -outline-offset-1"
            />
          </div>
        ))}
      </div>
      <p className="pt-1 text-small text-fg-dim tabular-nums">
        {t('previews.sheet.count', cellsOf(choice.grid, size))}
      </p>
    </fieldset>
  );
}
