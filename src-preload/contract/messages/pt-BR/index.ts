import { withManyForms } from '../many-forms.ts';
import type { StudioCatalogue } from '../studio-catalogue.ts';
import { blockers } from './blockers.ts';
import { diagnostics } from './diagnostics.ts';
import { errnos } from './errnos.ts';
import { failures } from './failures.ts';
import { previews } from './previews.ts';
import { reasons } from './reasons.ts';
import { refused } from './refused.ts';
import { repairs } from './repairs.ts';
import { searchProblems } from './search-problems.ts';
import { studio } from './studio.ts';

/**
 * The Brazilian Portuguese catalogue: every text that Studio and its menu show.
 *
 * How it speaks: buttons and menus in the infinitive (“Registrar”), advice in the imperative (“Recarregue”), never
 * “você”; sentence case; no full stop on labels. File names, codes, the words of the search (`type:`, `is:`) and git’s
 * own words (commit, branch, merge) stay as they are.
 *
 * | English | Portuguese |
 * |---|---|
 * | asset, assets | asset, assets (masculine) |
 * | project, folder, file | projeto, pasta, arquivo |
 * | source file; plain file | arquivo-fonte; arquivo comum |
 * | manifest, snapshot, tag | manifesto, snapshot, tag |
 * | registry | o registro, o registro do projeto |
 * | registration, registry entry | registro (of an asset), registros |
 * | record (in assets.jsonl) | entrada |
 * | registered, unregistered | registrado, não registrado |
 * | register, unregister | registrar, remover do registro (never “cancelar”, which is Cancel) |
 * | problem; finding | problema; apontamento |
 * | Repair; fix | Reparo; correção |
 * | pack, packer | pacote, empacotador |
 * | preview, picture | prévia, imagem |
 * | reload; undo, redo | recarregar; desfazer, refazer |
 * | bring back | restaurar |
 * | discard; delete; trash | descartar; excluir; lixeira |
 * | search, filter | busca, filtro |
 * | command palette; settings | paleta de comandos; configurações |
 * | check sum; lock file | soma de verificação; arquivo de trava |
 * | version control | controle de versão |
 */
export const ptBR: StudioCatalogue = withManyForms({
  blockers,
  failures,
  diagnostics,
  errnos,
  previews,
  reasons,
  refused,
  repairs,
  searchProblems,
  studio,
});
