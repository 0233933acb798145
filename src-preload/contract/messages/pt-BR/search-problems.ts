import type { StudioCatalogue } from '../studio-catalogue.ts';

export const searchProblems = {
  'unknown-type': '“{{value}}” não é um tipo. Os tipos são: {{known}}.',
  'unknown-state': '“{{value}}” não é um estado. Os estados são: {{known}}.',
  'value-missing': '“{{key}}:” precisa de um valor, logo em seguida.',
} as const satisfies StudioCatalogue['searchProblems'];
