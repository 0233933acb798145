import type { ReactElement, ReactNode } from 'react';
import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import {
  type FontInspection,
  type ModelInspection,
  modelIssueLimit,
  type SoundInspection,
  type SourceInspection,
  type TextInspection,
} from '../../../src-preload/contract/domain/source-inspection.ts';
import { language, sentence, t } from '../../app/translation.ts';
import { DetailsSection } from '../../ui/details-section.tsx';
import { type Field, FieldList } from '../../ui/field-list.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { visibleText, visibleTextInSentence } from '../../ui/visible-text.ts';
import { useChosenSource } from './chosen-source.ts';
import { ModelIssues } from './model-issues.tsx';
import { useInspection } from './use-inspection.ts';

interface SourceFactsProps {
  readonly projectId: string;
  readonly asset: AssetDetails;
  /** When the disk was last read in full. */
  readonly readAt: string;
}

/** What the source file that is shown says of itself. Nothing where none is shown. */
export function SourceFacts({ projectId, asset, readAt }: SourceFactsProps): ReactElement | null {
  const { source } = useChosenSource(projectId, asset);
  return source === null ? null : (
    <FactsOf
      key={`${asset.root}/${source.path}?${readAt}`}
      projectId={projectId}
      root={asset.root}
      path={source.path}
      readAt={readAt}
    />
  );
}

interface FactsOfProps {
  readonly projectId: string;
  readonly root: string;
  readonly path: string;
  readonly readAt: string;
}

function FactsOf({ projectId, root, path, readAt }: FactsOfProps): ReactElement {
  const inspection = useInspection(projectId, root, path, readAt);
  return (
    <DetailsSection title={t('previews.facts.title')}>
      <div className="mb-2 font-mono text-small text-fg-dim">
        <SafeText text={path} />
      </div>
      {inspection === undefined ? (
        <p className="text-fg-dim">{t('previews.loading')}</p>
      ) : inspection.kind === 'refused' ? (
        <p>{t(`previews.refusal.${inspection.code}`)}</p>
      ) : (
        <FieldList fields={factsOf(inspection)} />
      )}
      {inspection?.kind === 'model' ? <ModelIssues model={inspection} /> : null}
    </DetailsSection>
  );
}

function factsOf(inspection: Exclude<SourceInspection, { readonly kind: 'refused' }>): readonly Field[] {
  switch (inspection.kind) {
    case 'image':
      return inspection.header === null
        ? [{ label: t('previews.facts.kind'), value: t('previews.value.kind.drawing') }]
        : [
            { label: t('previews.facts.kind'), value: inspection.header.format.toUpperCase() },
            { label: t('previews.facts.dimensions'), value: t('previews.value.dimensions', { ...inspection.header }) },
            {
              label: t('previews.facts.transparency'),
              value: inspection.header.alpha ? t('previews.value.canBeTransparent') : t('previews.value.opaque'),
            },
          ];
    case 'sound':
      return soundFacts(inspection);
    case 'font':
      return fontFacts(inspection);
    case 'model':
      return modelFacts(inspection);
    case 'text':
      return textFacts(inspection);
  }
}

/** Author's own words, isolated from what stands around them. */
function author(text: string): ReactNode {
  return <bdi>{visibleText(text)}</bdi>;
}

function soundFacts(sound: SoundInspection): readonly Field[] {
  const { container, codec, seconds, channels, sampleRate, bitsPerSample, bitrate } = sound;
  const kind = {
    container: visibleTextInSentence(container ?? t('previews.facts.unknown')),
    codec: visibleTextInSentence(codec ?? ''),
  };
  const facts: (Field | null)[] = [
    {
      label: t('previews.facts.kind'),
      value: codec === null ? t('previews.value.kind.soundAlone', kind) : t('previews.value.kind.sound', kind),
    },
    {
      label: t('previews.facts.duration'),
      value: seconds === null ? t('previews.facts.unknown') : formatDuration(seconds, language),
    },
    channels === null ? null : { label: t('previews.facts.channels'), value: channelsText(channels) },
    sampleRate === null
      ? null
      : { label: t('previews.facts.sampleRate'), value: t('previews.value.sampleRate', { rate: sampleRate }) },
    bitsPerSample === null
      ? null
      : { label: t('previews.facts.bits'), value: t('previews.value.bits', { bits: bitsPerSample }) },
    bitrate === null
      ? null
      : {
          label: t('previews.facts.bitrate'),
          value: t('previews.value.bitrate', { rate: Math.round(bitrate / 1000) }),
        },
  ];
  return facts.filter((fact) => fact !== null);
}

function channelsText(channels: number): string {
  return channels === 1
    ? t('previews.value.mono')
    : channels === 2
      ? t('previews.value.stereo')
      : formatCount(channels, language);
}

function fontFacts({ format, family, style, glyphs, characters, axes, scripts }: FontInspection): readonly Field[] {
  const scriptNames = new Intl.DisplayNames(language, { type: 'script' });
  return [
    { label: t('previews.facts.kind'), value: t('previews.value.kind.font', { format }) },
    {
      label: t('previews.facts.family'),
      value: family === null ? t('previews.facts.unknown') : author(family),
    },
    { label: t('previews.facts.style'), value: style === null ? t('previews.facts.unknown') : author(style) },
    { label: t('previews.facts.glyphs'), value: formatCount(glyphs, language) },
    { label: t('previews.facts.characters'), value: formatCount(characters, language) },
    {
      label: t('previews.facts.scripts'),
      value:
        scripts.length === 0
          ? t('previews.facts.none')
          : scripts.map((code) => scriptNames.of(code) ?? code).join(', '),
    },
    {
      label: t('previews.facts.axes'),
      value:
        axes.length === 0
          ? t('previews.facts.none')
          : axes.map(({ name, tag, min, max }) => (
              <div key={tag}>
                {t('previews.value.axis', {
                  name: visibleTextInSentence(name),
                  tag: visibleTextInSentence(tag),
                  min,
                  max,
                })}
              </div>
            )),
    },
  ];
}

function modelFacts(model: ModelInspection): readonly Field[] {
  const counted = (['meshes', 'triangles', 'vertices', 'materials', 'textures'] as const).map((each) => ({
    label: t(`previews.facts.${each}`),
    value: formatCount(model[each], language),
  }));
  const { animations, errors, warnings, issues, moreIssues } = model;
  const checked = t('previews.value.issueCounts', {
    errors: t('previews.value.errors', { count: errors }),
    warnings: t('previews.value.warnings', { count: warnings }),
  });
  return [
    { label: t('previews.facts.kind'), value: t('previews.value.kind.model') },
    ...counted,
    {
      label: t('previews.facts.animations'),
      value:
        animations.length === 0
          ? t('previews.facts.none')
          : // Two can have the same name.
            animations.map((name, nth) => (
              <div key={`${String(nth)} ${name}`}>{name === '' ? t('previews.value.unnamed') : author(name)}</div>
            )),
    },
    {
      label: t('previews.facts.issues'),
      value: (
        <>
          {issues.length === 0 ? t('previews.value.noIssues') : checked}
          {moreIssues ? <div>{t('previews.value.moreIssues', { limit: modelIssueLimit })}</div> : null}
        </>
      ),
    },
  ];
}

function textFacts({ encoding, lines, json }: TextInspection): readonly Field[] {
  const facts: Field[] = [{ label: t('previews.facts.encoding'), value: t(`previews.encoding.${encoding}`) }];
  if (encoding === 'not-text') {
    return facts;
  }
  facts.push({
    label: t('previews.facts.lines'),
    value: lines === null ? t('previews.value.linesUnknown') : formatCount(lines, language),
  });
  if (json !== null) {
    facts.push({
      label: t('previews.facts.json'),
      value: json.valid
        ? t('previews.value.validJson')
        : t('previews.value.invalidJson', {
            line: json.line,
            column: json.column,
            reason: sentence(`reasons.${json.reason}`, {}),
          }),
    });
  }
  return facts;
}
