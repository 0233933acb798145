import type { ReactElement } from 'react';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { language, t } from '../../app/translation.ts';
import { DetailsSection } from '../../ui/details-section.tsx';
import { type Field, FieldList } from '../../ui/field-list.tsx';
import { formatMoment } from '../../ui/format.ts';

/** What the registry has of the asset. */
export function EntrySection({ entry }: { readonly entry: RegistryEntry }): ReactElement {
  const fields: Field[] = [
    { label: t('studio.details.assetId'), value: <span className="font-mono text-small">{entry.assetId}</span> },
    { label: t('studio.details.registeredAt'), value: formatMoment(entry.registeredAt, language) },
  ];
  if (entry.rev > 1) {
    fields.push({ label: t('studio.details.changedAt'), value: formatMoment(entry.writtenAt, language) });
  }
  fields.push({ label: t('studio.details.revision'), value: <span className="tabular-nums">{entry.rev}</span> });
  return (
    <DetailsSection title={t('studio.details.entry')}>
      <FieldList fields={fields} />
    </DetailsSection>
  );
}
