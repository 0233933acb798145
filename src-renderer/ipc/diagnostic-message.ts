import type { Diagnostic, DiagnosticPlace } from '../../src-preload/contract/domain/diagnostic.ts';
import type { DiagnosticSentence } from '../../src-preload/contract/messages/sentence.ts';
import { sentence, t } from '../app/translation.ts';
import { visibleText } from '../ui/visible-text.ts';
import { visibleData } from './visible-data.ts';
import { withReason } from './what-is-wrong.ts';

/** What is said of a finding: what is wrong, why it matters, what to do. */
export function diagnosticMessage(diagnostic: Diagnostic): DiagnosticSentence {
  const data = { ...visibleData(diagnostic.place), ...visibleData(diagnostic) };
  return {
    wrong: withReason(sentence(`diagnostics.${diagnostic.code}.wrong`, data), diagnostic),
    why: sentence(`diagnostics.${diagnostic.code}.why`, data),
    next: sentence(`diagnostics.${diagnostic.code}.next`, data),
  };
}

/** Where a finding is, as `file:line:column` or as a file with the JSON pointer of the value. */
export function placeText(place: DiagnosticPlace): string {
  const file = visibleText(place.file);
  const { line, column, pointer } = place;
  if (line !== undefined && column !== undefined) {
    return t('studio.details.place.column', { file, line, column });
  }
  if (line !== undefined) {
    return t('studio.details.place.line', { file, line });
  }
  if (pointer === undefined || pointer === '') {
    return file;
  }
  return t('studio.details.place.pointer', { file, pointer: visibleText(pointer) });
}
