import clsx from 'clsx';
import { type ReactElement, useState } from 'react';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { t } from '../../app/translation.ts';
import { DetailsSection } from '../../ui/details-section.tsx';
import { type Field, FieldList } from '../../ui/field-list.tsx';
import { visibleText } from '../../ui/visible-text.ts';

const views = ['fields', 'json'] as const;
type View = (typeof views)[number];

interface ManifestSectionProps {
  readonly manifest: AssetManifest | null;
  /** Stands in its place while it is edited. */
  readonly form: ReactElement | null;
}

/** What the author says of the asset, to read: as fields, or as the JSON that it is. */
export function ManifestSection({ manifest, form }: ManifestSectionProps): ReactElement {
  const [view, setView] = useState<View>('fields');
  if (form !== null) {
    return <DetailsSection title={t('studio.details.manifest')}>{form}</DetailsSection>;
  }
  if (manifest === null) {
    return (
      <DetailsSection title={t('studio.details.manifest')}>
        <p className="text-fg-dim">{t('studio.details.noManifest')}</p>
      </DetailsSection>
    );
  }
  return (
    <DetailsSection title={t('studio.details.manifest')} aside={<ViewSwitch view={view} onView={setView} />}>
      {view === 'fields' ? <ManifestFields manifest={manifest} /> : <ManifestJson manifest={manifest} />}
    </DetailsSection>
  );
}

function ViewSwitch({ view, onView }: { readonly view: View; readonly onView: (view: View) => void }): ReactElement {
  const labels = { fields: t('studio.details.showFields'), json: t('studio.details.showJson') };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label={t('studio.details.manifestView')} className="flex rounded-control bg-raised p-0.5">
      {views.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={view === each}
          onClick={() => {
            onView(each);
          }}
          className={clsx(
            'h-6 rounded-control px-2 text-caption transition-colors',
            view === each ? 'bg-input font-medium text-fg' : 'text-fg-dim hover:text-fg',
          )}
        >
          {labels[each]}
        </button>
      ))}
    </div>
  );
}

function ManifestFields({ manifest }: { readonly manifest: AssetManifest }): ReactElement {
  const fields: Field[] = [
    { label: t('studio.details.field.name'), value: <bdi>{visibleText(manifest.name)}</bdi> },
    { label: t('studio.details.field.type'), value: t(`studio.type.${manifest.type}`) },
    {
      label: t('studio.details.field.preload'),
      value: manifest.preload === true ? t('studio.details.yes') : t('studio.details.no'),
    },
    { label: t('studio.details.field.schemaVersion'), value: manifest.schemaVersion },
  ];
  if (manifest.description !== undefined) {
    fields.splice(2, 0, {
      label: t('studio.details.field.description'),
      value: <bdi>{visibleText(manifest.description)}</bdi>,
    });
  }
  if (manifest.tags !== undefined && manifest.tags.length > 0) {
    fields.splice(2, 0, { label: t('studio.details.field.tags'), value: <Tags tags={manifest.tags} /> });
  }
  return <FieldList fields={fields} />;
}

function Tags({ tags }: { readonly tags: readonly string[] }): ReactElement {
  return (
    <ul className="flex flex-wrap gap-1">
      {[...new Set(tags)].map((tag) => (
        <li key={tag} className="rounded-control bg-raised px-1.5 text-small">
          <bdi>{visibleText(tag)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function ManifestJson({ manifest }: { readonly manifest: AssetManifest }): ReactElement {
  const lines = JSON.stringify(manifest, null, 2).split('\n').map(visibleText).join('\n');
  return (
    <pre className="copyable overflow-x-auto rounded-control bg-app p-3 font-mono text-small">
      <code>{lines}</code>
    </pre>
  );
}
