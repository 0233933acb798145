import type { ReactElement } from 'react';
import type { ModelInspection, ModelIssue } from '../../../src-preload/contract/domain/source-inspection.ts';
import { t } from '../../app/translation.ts';
import { type GlyphShape, StateGlyph } from '../../ui/state-glyph.tsx';
import { visibleText, visibleTextInSentence } from '../../ui/visible-text.ts';

const shapes: Readonly<Record<ModelIssue['severity'], GlyphShape>> = {
  error: 'octagon-bar',
  warning: 'triangle-mark',
  info: 'dot',
  hint: 'dot',
};

/** What the Khronos validator says of a model, and which files it names that are not read. */
export function ModelIssues({ model }: { readonly model: ModelInspection }): ReactElement | null {
  const { refused, issues } = model;
  if (refused.length + issues.length === 0) {
    return null;
  }
  return (
    <ul aria-label={t('previews.facts.issues')} className="copyable mt-3 space-y-3">
      {refused.map(({ uri, why }, nth) => (
        <li key={`${String(nth)} ${uri}`} className="flex gap-2 wrap-anywhere">
          <Severity severity="error" />
          <p className="min-w-0">{t(`previews.resource.${why}`, { uri: visibleTextInSentence(uri) })}</p>
        </li>
      ))}
      {issues.map(({ code, severity, message, pointer }, nth) => (
        <li key={`${String(nth)} ${code}`} className="flex gap-2 wrap-anywhere">
          <Severity severity={severity} />
          <div className="min-w-0">
            <p>
              <bdi>{visibleText(message)}</bdi>
            </p>
            <p className="font-mono text-small text-fg-dim">
              <bdi>{visibleText(pointer === null ? code : `${code} ${pointer}`)}</bdi>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Severity({ severity }: { readonly severity: ModelIssue['severity'] }): ReactElement {
  const text = t(`previews.severity.${severity}`);
  return (
    <span title={text} className="mt-0.5">
      <StateGlyph shape={shapes[severity]} />
      <span className="sr-only">{text}</span>
    </span>
  );
}
