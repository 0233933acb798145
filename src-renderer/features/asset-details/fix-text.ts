import type { DiagnosticFix, EditFix, RelocateFix } from '../../../src-preload/contract/domain/diagnostic-fix.ts';
import type { ManifestField } from '../../../src-preload/contract/domain/manifest-reading.ts';
import { t } from '../../app/translation.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';

/** What a fix will do. */
export function fixText(fix: DiagnosticFix | RelocateFix): string {
  switch (fix.kind) {
    case 'remove-source':
      return t('studio.fix.remove-source', { path: visibleTextInSentence(fix.path) });
    case 'list-source-once':
      return t('studio.fix.list-source-once', { path: visibleTextInSentence(fix.path) });
    case 'remove-key':
      return t('studio.fix.remove-key', { key: visibleTextInSentence(fix.key) });
    case 'relocate':
      return t('studio.fix.relocate', { to: visibleTextInSentence(fix.to) });
    case 'mend-field':
      return t('studio.fix.mend-field', { field: fieldLabel(fix.field) });
  }
}

/** What a fix has done to an asset. */
export function fixedText(fix: EditFix, asset: string): string {
  const name = visibleTextInSentence(asset);
  return fix.kind === 'remove-key'
    ? t('studio.fix.done.remove-key', { name, key: visibleTextInSentence(fix.key) })
    : t(`studio.fix.done.${fix.kind}`, { name, path: visibleTextInSentence(fix.path) });
}

/** What a field of the manifest is called. */
export function fieldLabel(field: ManifestField): string {
  return field === 'sources' ? t('studio.details.sources') : t(`studio.details.field.${field}`);
}
