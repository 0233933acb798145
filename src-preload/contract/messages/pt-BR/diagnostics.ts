import type { StudioCatalogue } from '../studio-catalogue.ts';

export const diagnostics = {
  'manifest-unreadable': {
    wrong: 'Não é possível ler asset.json ({{errno}}).',
    why: 'Sem ele, não se sabe nada deste asset.',
    next: 'Verifique as permissões do arquivo e recarregue.',
  },
  'manifest-not-a-file': {
    wrong: 'asset.json não é um arquivo comum.',
    why: 'Links, pastas e dispositivos não são lidos como manifesto.',
    next: 'Troque-o por um arquivo de verdade e recarregue.',
  },
  'manifest-too-large': {
    wrong: 'asset.json tem {{bytes, number}} bytes; o máximo é {{limit, number}}.',
    why: 'Ele não foi lido.',
    next: 'Passe dados do manifesto para um arquivo-fonte e recarregue.',
  },
  'manifest-not-utf8': {
    wrong: 'asset.json não é texto UTF-8.',
    why: 'Lidos assim, nomes e caminhos sairiam errados.',
    next: 'Salve-o como UTF-8 no editor e recarregue.',
  },
  'manifest-not-json': {
    wrong: 'asset.json não é JSON válido.',
    why: 'Nada dele pôde ser lido.',
    next: 'Corrija no lugar indicado e recarregue.',
  },
  'manifest-too-deep': {
    wrong: 'asset.json tem mais de {{limit}} níveis de aninhamento.',
    why: 'Ele não foi lido.',
    next: 'Reduza os níveis, ou passe dados para um arquivo-fonte, e recarregue.',
  },
  'manifest-version-unsupported': {
    wrong: 'asset.json tem schemaVersion {{found}}; este Studio lê a versão 1.',
    why: 'Uma versão mais nova pode dar outro sentido às mesmas palavras.',
    next: 'Abra o projeto com o Studio que o gravou, ou mude schemaVersion para 1.',
  },
  'manifest-field-missing': {
    wrong: 'Falta “{{field}}”.',
    why: 'O jogo não pode usar o asset sem esse campo.',
    next: 'Adicione-o em asset.json e recarregue.',
  },
  'manifest-field-type': {
    wrong: '“{{field}}” é de um tipo errado.',
    why: 'O jogo não pode usar o asset como está.',
    next: 'Corrija em asset.json e recarregue.',
  },
  'manifest-field-value': {
    wrong: '“{{field}}” tem um valor desconhecido. Os conhecidos são: {{allowed}}.',
    why: 'O jogo não pode usar o asset como está.',
    next: 'Corrija em asset.json e recarregue.',
  },
  'manifest-field-too-short': {
    wrong: '“{{field}}” é curto demais; o mínimo é {{limit}}.',
    why: 'O jogo não pode usar o asset como está.',
    next: 'Preencha em asset.json e recarregue.',
  },
  'manifest-field-too-long': {
    wrong: '“{{field}}” é longo demais; o máximo é {{limit}}.',
    why: 'O jogo não pode usar o asset como está.',
    next: 'Encurte em asset.json e recarregue.',
  },
  'manifest-duplicate-key': {
    wrong: '“{{key}}” aparece duas vezes em asset.json.',
    why: 'Os programas divergem sobre qual das duas vale.',
    next: 'Mantenha só uma e recarregue.',
  },
  'manifest-unknown-key': {
    wrong: '“{{key}}” não é uma chave que asset.json possa ter.',
    why: 'Ela não tem efeito e pode ser um erro de digitação.',
    next: 'Corrija ou remova a chave e recarregue.',
  },
  'more-problems': {
    wrong: 'Há mais {{count, number}} problemas em {{file}}.',
    wrong_one: 'Há mais {{count, number}} problema em {{file}}.',
    why: 'Só os primeiros são listados.',
    next: 'Corrija esses e recarregue.',
  },
  'manifest-missing': {
    wrong: 'O asset está registrado, mas não há asset.json na pasta dele.',
    why: 'Havia quando o asset foi registrado: depois disso a pasta foi movida, renomeada ou excluída.',
    next: 'Coloque a pasta de volta onde estava e recarregue. Ou deixe o registro, que é mantido enquanto isso, ir com ela: o Studio oferece pastas com o mesmo nome.',
  },
  'source-path-outside': {
    wrong: 'O arquivo-fonte “{{path}}” fica fora da pasta deste asset.',
    why: 'Um asset só possui o que está na própria pasta.',
    next: 'Mova o arquivo para a pasta, ou tire-o de sources.',
  },
  'source-path-not-portable': {
    wrong: 'O caminho “{{path}}” do arquivo-fonte não pode ser usado em todos os sistemas.',
    why: 'O projeto não abriria igual em toda parte.',
    next: 'Renomeie o arquivo e corrija o caminho em asset.json.',
  },
  'source-link-outside': {
    wrong: 'O arquivo-fonte “{{path}}” é um link que sai da pasta assets.',
    why: 'Links nunca são seguidos para fora de assets.',
    next: 'Coloque uma cópia do arquivo no lugar dele.',
  },
  'source-missing': {
    wrong: 'O arquivo-fonte “{{path}}” não está no lugar.',
    why: 'O jogo não pode carregar o asset sem ele.',
    next: 'Coloque o arquivo de volta, ou tire-o de sources, e recarregue.',
  },
  'source-not-a-file': {
    wrong: 'O arquivo-fonte “{{path}}” não é um arquivo.',
    why: 'Só arquivos comuns podem entrar no pacote.',
    next: 'Indique os próprios arquivos em sources.',
  },
  'source-unreadable': {
    wrong: 'Não é possível examinar o arquivo-fonte “{{path}}” ({{errno}}).',
    why: 'O pacote não pode ser montado sem ele.',
    next: 'Verifique as permissões e recarregue.',
  },
  'source-duplicate': {
    wrong: 'O arquivo-fonte “{{path}}” está listado duas vezes.',
    why: 'Ele é usado uma vez só.',
    next: 'Tire um dos dois de sources.',
  },
  'nested-asset': {
    wrong: 'Este asset fica dentro de outro, “{{outer}}”.',
    why: 'O asset de fora possui tudo o que está na pasta dele.',
    next: 'Mova esta pasta para fora e recarregue.',
  },
  'root-not-portable': {
    wrong: 'O nome da pasta não pode ser usado em todos os sistemas.',
    why: 'O projeto não abriria igual em toda parte.',
    next: 'Renomeie a pasta e recarregue.',
  },
  'duplicate-root': {
    wrong: 'Esta pasta e “{{other}}” só diferem em maiúsculas ou na codificação das letras.',
    why: 'Em alguns sistemas elas são uma pasta só.',
    next: 'Renomeie uma delas e recarregue.',
  },
  'duplicate-entry': {
    wrong: 'Este asset foi registrado mais de uma vez.',
    why: 'Duas pessoas o registraram antes do merge; não se sabe qual id o jogo usa.',
    next: 'Abra Reparo para manter um dos registros. Até lá vale o mais antigo.',
  },
  'manifest-without-folder': {
    wrong: 'Há um asset.json diretamente na pasta assets.',
    why: 'Um asset é uma pasta abaixo de assets, portanto este arquivo não pertence a nenhum.',
    next: 'Mova-o com seus arquivos para uma pasta própria e recarregue.',
  },
  'folder-unreadable': {
    wrong: 'Não é possível ler a pasta “{{file}}” ({{errno}}).',
    why: 'Os assets abaixo dela não aparecem.',
    next: 'Verifique as permissões e recarregue.',
  },
  'folder-too-deep': {
    wrong: 'A pasta “{{file}}” fica abaixo de {{limit}} níveis e não foi aberta.',
    why: 'Os assets abaixo dela não aparecem.',
    next: 'Mova-a mais para cima e recarregue.',
  },
  'folder-link-not-followed': {
    wrong: '“{{file}}” é um link e não foi seguido.',
    why: 'Um asset tem um só lugar. Links poderiam sair do projeto ou andar em círculos.',
    next: 'Coloque ali a pasta de verdade, se ela contém assets.',
  },
  'name-not-utf8': {
    wrong: 'Há em “{{file}}” um arquivo ou pasta cujo nome não é UTF-8.',
    why: 'Nem todo sistema consegue abri-lo pelo nome, por isso ele não aparece.',
    next: 'Renomeie-o e recarregue.',
  },
  'registry-missing': {
    wrong: 'Não há assets.jsonl neste projeto.',
    why: 'Até onde o Studio vê, nenhum asset está registrado. O arquivo é criado com o primeiro registro.',
    next: 'Se ele existia, restaure-o pelo controle de versão antes de registrar e recarregue.',
  },
  'registry-lost': {
    wrong:
      'assets.jsonl não contém nenhum registro; na última vez em que foi aberto aqui, continha {{records, number}}.',
    why: 'Começar do zero esconderia todos, por isso nada é gravado até que se decida.',
    next: 'Abra Reparo: restaure uma cópia ou o arquivo do último commit, ou confirme que está vazio.',
  },
  'registry-shrunk': {
    wrong:
      'Na última vez em que foi aberto aqui, assets.jsonl continha {{before, number}} registros; agora contém {{now, number}}.',
    why: 'Isso é normal depois de trocar de branch; fora disso, é uma perda.',
    next: 'Se não houve troca de branch, compare com o controle de versão.',
  },
  'registrations-gone': {
    wrong: 'assets.jsonl foi alterado por fora: {{count, number}} registros não estão mais nele.',
    wrong_one: 'assets.jsonl foi alterado por fora: {{count, number}} registro não está mais nele.',
    why: 'Estavam confirmados, por isso foram guardados em .prometeu/recovery/{{copy}}.',
    next: 'Abra Reparo para registrar de novo ou para deixar de fora.',
  },
  'registrations-gone-unsaved': {
    wrong:
      'assets.jsonl foi alterado por fora: {{count, number}} registros não estão mais nele, e não foi possível gravar uma cópia deles ({{errno}}).',
    wrong_one:
      'assets.jsonl foi alterado por fora: {{count, number}} registro não está mais nele, e não foi possível gravar uma cópia dele ({{errno}}).',
    why: 'Estavam confirmados. Ficam na memória enquanto o projeto estiver aberto.',
    next: 'Libere espaço na pasta do projeto e recarregue: a cópia será tentada de novo.',
  },
  'registry-unreadable': {
    wrong: 'Não é possível ler assets.jsonl ({{errno}}).',
    why: 'O Studio não sabe quais assets estão registrados, por isso não grava nada.',
    next: 'Verifique se é um arquivo comum com permissão de leitura e recarregue.',
  },
  'registry-version-unsupported': {
    wrong: 'assets.jsonl tem a versão de formato {{found}}; este Studio lê a versão 1.',
    why: 'O registro é mostrado como somente leitura, para que nada nele se perca.',
    next: 'Abra o projeto com um Studio mais novo para registrar assets.',
  },
  'registry-too-large': {
    wrong: 'assets.jsonl tem mais de {{limit, number}} linhas ou entradas.',
    why: 'O resto não foi lido, por isso nada é gravado.',
    next: 'Peça ajuda: não se conhece nenhum projeto deste tamanho.',
  },
  'registry-header-missing': {
    wrong: 'assets.jsonl não começa com a linha de cabeçalho.',
    why: 'As entradas foram lidas mesmo assim.',
    next: 'Abra Reparo para recolocar a linha.',
  },
  'registry-torn-tail': {
    wrong: 'Os últimos {{bytes, number}} bytes de assets.jsonl são uma entrada incompleta.',
    why: 'Uma gravação foi interrompida. Ela nunca foi confirmada; tudo o que vem antes foi mantido.',
    next: 'Registre o asset de novo se ele aparecer como não registrado.',
  },
  'registry-tail-cut': {
    wrong: 'assets.jsonl terminava em uma entrada incompleta de {{bytes, number}} bytes, que foi cortada.',
    why: 'Uma gravação foi interrompida antes de ser confirmada. Os bytes estão em .prometeu/recovery/{{copy}}.',
    next: 'Registre o asset de novo se ele aparecer como não registrado.',
  },
  'registry-records-glued': {
    wrong: 'A linha {{line}} de assets.jsonl contém {{records, number}} entradas sem quebra de linha entre elas.',
    why: 'Todas foram lidas. Outros programas podem ver uma única linha quebrada.',
    next: 'Abra Reparo para colocar cada uma em sua própria linha.',
  },
  'registry-not-canonical': {
    wrong: 'assets.jsonl foi salvo por um programa que grava texto em outra forma.',
    why: 'Foi lido mesmo assim; o controle de versão mostra todas as linhas como alteradas.',
    next: 'Abra Reparo para gravá-lo como era.',
  },
  'registry-line-unreadable': {
    wrong: 'Não é possível ler a linha {{line}} de assets.jsonl.',
    why: 'Ela fica como está; todas as outras linhas valem.',
    next: 'Abra Reparo para ver a linha e separá-la.',
  },
  'registry-line-unsealed': {
    wrong: 'A linha {{line}} de assets.jsonl foi alterada à mão ou está danificada.',
    why: 'A soma de verificação não confere. A linha foi lida como está.',
    next: 'Abra Reparo para confirmar o que ela diz, ou compare com o controle de versão.',
  },
  'registry-line-unknown': {
    wrong: 'A linha {{line}} de assets.jsonl é de um tipo que este Studio não conhece.',
    why: 'Ela fica como está.',
    next: 'Abra o projeto com um Studio mais novo para usá-la.',
  },
  'registry-conflict-marker': {
    wrong: 'A linha {{line}} de assets.jsonl é um marcador de merge: um merge não foi concluído.',
    why: 'As entradas dos dois lados foram lidas; nenhuma se perdeu.',
    next: 'Abra Reparo para concluir o merge: só as linhas de marcação são tiradas.',
  },
  'registry-conflict': {
    wrong: 'Duas linhas de assets.jsonl dizem coisas diferentes sobre o mesmo asset e a mesma revisão.',
    why: 'Foi preciso escolher uma delas; a outra continua no arquivo.',
    next: 'Abra Reparo para escolher a certa.',
  },
  'move-finished': {
    wrong: 'Mover “{{from}}” para “{{to}}” foi interrompido e agora foi concluído.',
    why: 'A pasta já tinha sido movida. Um asset registrado manteve seu id.',
    next: 'Não há nada a fazer.',
  },
  'move-not-begun': {
    wrong: 'Mover “{{from}}” para “{{to}}” foi interrompido antes de começar.',
    why: 'O asset está onde estava, como estava.',
    next: 'Mova-o de novo se ainda quiser.',
  },
  'move-unclear': {
    wrong: 'Mover “{{from}}” para “{{to}}” foi interrompido, e o disco não mostra até onde chegou.',
    why: 'Nada foi alterado. O que ia ser feito está guardado em .prometeu/{{copy}}.',
    next: 'Veja as duas pastas, coloque o asset onde deve ficar e recarregue (F5).',
  },
  'create-finished': {
    wrong: 'A criação de assets foi interrompida: {{count, number}} de {{asked, number}} têm suas pastas.',
    why: 'Cada um deles está inteiro. Dos outros nada ficou no projeto, e seus arquivos estão onde estavam.',
    next: 'Crie os outros de novo.',
  },
  'intent-unreadable': {
    wrong: 'Não é possível ler uma anotação sobre uma alteração interrompida.',
    why: 'Nada foi deduzido dela. Está guardada como .prometeu/{{copy}}.',
    next: 'Veja se todos os assets estão onde deveriam estar.',
  },
} as const satisfies StudioCatalogue['diagnostics'];
