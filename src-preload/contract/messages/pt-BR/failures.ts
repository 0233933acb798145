import type { StudioCatalogue } from '../studio-catalogue.ts';

const nothingWritten = 'Nada foi gravado.';
const nothingChanged = 'Nada foi alterado.';

export const failures = {
  'no-such-asset': {
    wrong: 'Não há um asset “{{root}}” neste projeto.',
    safe: nothingWritten,
    next: 'Recarregue (F5) se ele foi adicionado depois da última leitura.',
  },
  'already-registered': {
    wrong: '“{{root}}” já está registrado.',
    safe: nothingWritten,
    next: 'Não há nada a fazer.',
  },
  'invalid-manifest': {
    wrong: 'O asset.json de “{{root}}” não é válido.',
    safe: nothingWritten,
    next: 'Corrija o que aparece em Problemas e tente de novo. O que for corrigido fora do Studio só é visto depois de recarregar (F5).',
  },
  'invalid-root': {
    wrong: 'A pasta “{{root}}” não pode ser um asset onde está.',
    safe: nothingWritten,
    next: 'Mova ou renomeie a pasta como indica Problemas e recarregue (F5).',
  },
  'duplicate-root': {
    wrong: '“{{root}}” e “{{other}}” são a mesma pasta em alguns sistemas.',
    safe: nothingWritten,
    next: 'Renomeie uma delas e recarregue (F5).',
  },
  'asset-missing': {
    wrong: 'A pasta de “{{root}}” não estava no lugar na última leitura.',
    safe: 'O registro do asset foi mantido.',
    next: 'Coloque a pasta de volta e recarregue (F5).',
  },
  'asset-not-missing': {
    wrong: 'A pasta de “{{root}}” estava no lugar na última leitura.',
    safe: nothingWritten,
    next: 'Não há nada a fazer.',
  },
  'not-registered': {
    wrong: '“{{root}}” não está registrado.',
    safe: nothingWritten,
    next: 'Não há nada a fazer.',
  },
  'duplicate-entry': {
    wrong: '“{{root}}” tem vários registros.',
    safe: nothingWritten,
    next: 'Primeiro, mantenha um deles em Reparo.',
  },
  'holds-other-assets': {
    wrong: 'Dentro da pasta de “{{root}}” fica outro asset, “{{other}}”.',
    safe: nothingChanged,
    next: 'Primeiro mova esse outro para a lixeira, ou para fora dali.',
  },
  'new-root-invalid': {
    wrong: '“{{root}}” não pode ser a pasta de um asset.',
    safe: nothingChanged,
    next: 'Escolha outra pasta.',
  },
  'new-root-unchanged': {
    wrong: 'O asset já fica aqui.',
    safe: nothingChanged,
    next: 'Altere o nome ou a pasta.',
  },
  'new-root-taken': {
    wrong: 'Já existe algo em “{{root}}”.',
    safe: nothingChanged,
    next: 'Escolha outra pasta, ou primeiro tire de lá o que existe.',
  },
  'new-root-twin': {
    wrong: '“{{root}}” e “{{other}}” têm grafias diferentes e levam à mesma pasta em alguns sistemas.',
    safe: nothingChanged,
    next: 'Use a mesma grafia, ou escolha outra pasta.',
  },
  'new-root-in-asset': {
    wrong: '“{{root}}” fica dentro da pasta de um asset, “{{other}}”.',
    safe: nothingChanged,
    next: 'Escolha uma pasta fora dela.',
  },
  'file-not-usable': {
    wrong: 'Não é possível copiar “{{file}}”, por isso “{{root}}” não foi criado.',
    safe: 'O arquivo ficou como está.',
    next: 'Resolva o que impede e escolha o arquivo de novo.',
  },
  'in-trash': {
    wrong: 'Isto não pode ser feito daqui: os arquivos de “{{root}}” estão na lixeira do sistema.',
    safe: nothingWritten,
    next: 'Restaure-os da lixeira e recarregue (F5). O que foi feito antes pode ser desfeito no Histórico.',
  },
  'no-trash': {
    wrong: 'Este programa não pode mover nada para a lixeira.',
    safe: nothingChanged,
    next: 'Faça isso na janela do Studio.',
  },
  'move-refused': {
    wrong: 'O disco recusou mover “{{root}}” para “{{to}}” ({{errno}} na etapa “{{step}}”).',
    safe: 'Nenhum arquivo e nenhum registro se perdeu.',
    next: 'Verifique o espaço livre e se as duas pastas permitem gravação, recarregue (F5) e tente de novo.',
  },
  'trash-refused': {
    wrong: 'O sistema não moveu a pasta de “{{root}}” para a lixeira.',
    safe: 'A pasta está onde estava. Se o asset estava registrado, foi removido do registro; Desfazer o registra de novo.',
    next: 'Verifique se a pasta pode ser movida e se há uma lixeira e tente de novo.',
  },
  'changed-since': {
    wrong: '“{{root}}” mudou nesse meio-tempo.',
    safe: nothingWritten,
    next: 'Veja o asset como está agora e faça a alteração a partir daí.',
  },
  'already-undone': {
    wrong: 'Isso já foi desfeito.',
    safe: nothingWritten,
    next: 'Não há nada a fazer.',
  },
  'nothing-to-undo': {
    wrong: 'Não há nada a desfazer.',
    safe: nothingWritten,
    next: 'O histórico começa com a próxima ação.',
  },
  'nothing-to-redo': {
    wrong: 'Não há nada a refazer.',
    safe: nothingWritten,
    next: 'O que for desfeito pode ser refeito até a próxima ação.',
  },
  'history-incomplete': {
    wrong: 'O histórico não informa mais o que esta ação alterou.',
    safe: nothingWritten,
    next: 'Altere os próprios assets.',
  },
  'manifest-changed': {
    wrong: 'O asset.json de “{{root}}” foi alterado no disco depois de lido.',
    safe: nothingWritten,
    next: 'Recarregue (F5) para vê-lo como está e edite-o de novo.',
  },
  'manifest-not-editable': {
    wrong: 'Não é possível editar aqui o asset.json de “{{root}}” sem perder parte do conteúdo.',
    safe: nothingWritten,
    next: 'Corrija em um editor de texto o que aparece em Problemas e recarregue (F5).',
  },
  'registry-read-only': {
    wrong: 'Não é possível gravar no registro deste projeto (assets.jsonl).',
    safe: 'Ele é mostrado como está, e nada nele é alterado.',
    next: 'Resolva o que está impedindo e recarregue (F5).',
  },
  'registry-locked': {
    wrong: 'Outro programa está com este projeto aberto para gravação: processo {{pid}} em {{host}}.',
    safe: 'Aqui tudo pode ser visto, e nada é gravado.',
    next: 'Registre por lá, ou feche o projeto lá e depois recarregue aqui (F5).',
  },
  'registry-locked-by-unknown': {
    wrong: 'Este projeto está reservado para gravação, e o arquivo de trava (.prometeu/lock) não diz por quem.',
    safe: 'Aqui tudo pode ser visto, e nada é gravado.',
    next: 'Feche outros programas que estejam com o projeto aberto e recarregue (F5), ou assuma o projeto se não houver nenhum.',
  },
  'finding-gone': {
    wrong: 'O conteúdo de assets.jsonl já não é o que foi mostrado.',
    safe: nothingWritten,
    next: 'Veja os apontamentos de novo; eles são relidos.',
  },
  'compaction-blocked': {
    wrong: 'assets.jsonl tem apontamentos que a compactação poderia esconder.',
    safe: nothingWritten,
    next: 'Primeiro resolva-os em Reparo e depois compacte de novo.',
  },
  'snapshot-unavailable': {
    wrong: 'Não foi possível reler o projeto, por isso nada dele é mostrado como atual.',
    safe: 'O que foi confirmado está no disco.',
    next: 'Verifique se a pasta está onde estava e pode ser lida e recarregue (F5).',
  },
  'project-closing': {
    wrong: 'O projeto está sendo fechado.',
    safe: nothingWritten,
    next: 'Abra-o de novo para continuar.',
  },
  'still-opening': {
    wrong: 'O projeto ainda está sendo aberto.',
    safe: nothingChanged,
    next: 'Espere até que os assets tenham sido conferidos com o disco.',
  },
  'disk-refused': {
    wrong: 'O disco recusou a gravação ({{errno}} na etapa “{{step}}”).',
    safe: 'Todos os registros anteriores foram mantidos.',
    next: 'Verifique o espaço livre e se assets.jsonl permite gravação e tente de novo.',
  },
  'file-refused': {
    wrong: 'O disco recusou a gravação de {{path}} ({{errno}} na etapa “{{step}}”).',
    safe: 'O arquivo está como estava.',
    next: 'Verifique o espaço livre e se a pasta dele permite gravação e tente de novo.',
  },
  'registry-keeps-changing': {
    wrong: 'Outro programa não para de alterar assets.jsonl.',
    safe: 'O asset não foi registrado, e todos os registros anteriores foram mantidos.',
    next: 'Espere o outro programa terminar, recarregue (F5) e tente de novo.',
  },
  'registrations-gone': {
    wrong: 'Outro programa alterou assets.jsonl: {{count, number}} registros que estavam nele sumiram.',
    wrong_one: 'Outro programa alterou assets.jsonl: {{count, number}} registro que estava nele sumiu.',
    safe: 'Nada foi gravado. O Studio mostra o arquivo como está agora.',
    next: 'Restaure o arquivo pelo controle de versão e recarregue (F5), ou registre de novo para continuar com ele como está.',
  },
  'project-not-open': {
    wrong: 'Este projeto não está mais aberto.',
    safe: nothingChanged,
    next: 'Abra-o de novo.',
  },
  'not-a-project': {
    wrong: 'Esta pasta não é um projeto do Prometeu.',
    safe: nothingChanged,
    next: 'Escolha a pasta que contém prometeu.json e assets, ou crie um projeto.',
  },
  'link-invalid': {
    wrong: 'Não é possível seguir este link.',
    safe: nothingChanged,
    next: 'Copie-o de novo no Studio, com Copiar link, ou abra o projeto com Abrir projeto.',
  },
  'folder-unreadable': {
    wrong: 'Não é possível ler esta pasta ({{errno}}).',
    safe: nothingChanged,
    next: 'Verifique as permissões e abra a pasta de novo.',
  },
  'folder-not-empty': {
    wrong: 'Já há arquivos nesta pasta.',
    safe: nothingChanged,
    next: 'Escolha uma pasta vazia para o novo projeto.',
  },
  'folder-not-known': {
    wrong: 'O Studio não conhece mais esta pasta.',
    safe: nothingChanged,
    next: 'Escolha-a de novo com Abrir projeto.',
  },
  'files-not-known': {
    wrong: 'O Studio não conhece mais esses arquivos.',
    safe: nothingWritten,
    next: 'Escolha-os de novo.',
  },
  'create-failed': {
    wrong: 'Não foi possível criar o projeto ({{errno}}).',
    safe: 'Nenhum arquivo que já existia foi tocado.',
    next: 'Verifique as permissões e o espaço livre da pasta e tente de novo.',
  },
  'read-failed': {
    wrong: 'Não foi possível ler o projeto ({{errno}}).',
    safe: nothingChanged,
    next: 'Verifique se a pasta ainda existe e pode ser lida e recarregue (F5).',
  },
  'sample-not-found': {
    wrong: 'O projeto de exemplo não faz parte desta instalação.',
    safe: nothingChanged,
    next: 'Instale o Prometeu Studio de novo, ou abra um projeto próprio.',
  },
  'selection-outdated': {
    wrong: 'A lista mudou desde que os assets foram selecionados.',
    safe: nothingWritten,
    next: 'Selecione-os de novo.',
  },
  cancelled: {
    wrong: 'Cancelado.',
    safe: nothingChanged,
    next: 'Comece de novo quando quiser.',
  },
  'invalid-request': {
    wrong: 'O Studio enviou um pedido que o empacotador não entende. Isto é um defeito.',
    safe: nothingChanged,
    next: 'Reinicie o Studio. Se acontecer de novo, relate o defeito com o log.',
  },
  'untrusted-sender': {
    wrong: 'Um pedido veio de uma página que não é do próprio Studio.',
    safe: nothingChanged,
    next: 'Reinicie o Studio.',
  },
  internal: {
    wrong: 'Algo deu errado dentro do empacotador. Isto é um defeito (incidente {{incident}}).',
    safe: 'O que foi confirmado está no disco.',
    next: 'Recarregue (F5). Se acontecer de novo, relate o defeito com o número do incidente.',
  },
  'bridge-unavailable': {
    wrong: 'A janela do Studio perdeu a conexão com o empacotador.',
    safe: 'O que foi confirmado está no disco.',
    next: 'Reinicie o Studio.',
  },
  'malformed-reply': {
    wrong: 'O empacotador enviou uma resposta que o Studio não entende. Isto é um defeito.',
    safe: 'O que foi confirmado está no disco.',
    next: 'Reinicie o Studio. Se acontecer de novo, relate o defeito com o log.',
  },
} as const satisfies StudioCatalogue['failures'];
