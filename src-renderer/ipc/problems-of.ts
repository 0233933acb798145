import { type Diagnostic, diagnosticRule } from '../../src-preload/contract/domain/diagnostic.ts';
import { t } from '../app/translation.ts';
import type { Problem } from '../ui/problem-list.tsx';
import { diagnosticMessage, placeText } from './diagnostic-message.ts';

/** A finding in words. */
export interface FoundProblem extends Problem {
  readonly diagnostic: Diagnostic;
}

/** Findings in words, errors before warnings, otherwise in the packer's order. */
export function problemsOf(diagnostics: readonly Diagnostic[]): readonly FoundProblem[] {
  const problems = diagnostics.map((diagnostic, index) => {
    const { severity } = diagnosticRule(diagnostic.code);
    return {
      key: `${String(index)} ${diagnostic.code}`,
      diagnostic,
      severity,
      severityText: t(`studio.details.severity.${severity}`),
      place: placeText(diagnostic.place),
      ...diagnosticMessage(diagnostic),
    };
  });
  return [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...problems.filter(({ severity }) => severity === 'warning'),
  ];
}
