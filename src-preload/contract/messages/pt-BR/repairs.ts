import type { StudioCatalogue } from '../studio-catalogue.ts';

export const repairs = {
  'restore-copy': {
    label: 'Restaurar esta cópia',
    effect: 'Grava os {{records, number}} registros de {{copy}} como o registro do projeto.',
  },
  'restore-committed': {
    label: 'Restaurar o arquivo do último commit',
    effect: 'Grava os {{records, number}} registros do último commit do controle de versão como o registro do projeto.',
  },
  'confirm-empty': {
    label: 'O registro está vazio',
    effect: 'Continua sem nenhum registro. As cópias que houver ficam em .prometeu/recovery.',
  },
  'cut-tail': {
    label: 'Cortar a entrada incompleta',
    effect: 'Tira a entrada do arquivo e guarda os bytes dela em .prometeu/recovery.',
  },
  'seal-again': {
    label: 'A entrada está certa',
    effect: 'Grava a entrada de novo, como está, em uma nova revisão com soma de verificação.',
  },
  'set-aside': {
    label: 'Separar a linha',
    effect: 'Tira a linha do arquivo e a guarda, byte a byte, em .prometeu/recovery.',
  },
  'finish-merge': {
    label: 'O merge terminou',
    effect: 'Tira do arquivo as linhas de marcação. Todas as entradas dos dois lados ficam.',
  },
  'keep-version': {
    label: 'Manter “{{root}}”',
    effect: 'Grava esta versão como a próxima revisão; a outra linha fica no arquivo, sem efeito.',
  },
  'keep-entry': {
    label: 'Manter o registro de {{registeredAt}}',
    effect: 'Remove os outros registros desta pasta. Seus ids nunca mais são usados.',
  },
  tidy: {
    label: 'Gravar na forma usual',
    effect: 'Grava cada entrada em sua própria linha, na forma que o controle de versão espera. Nada é descartado.',
  },
  'register-again': {
    label: 'Registrar de novo',
    effect: 'Grava os {{records, number}} registros como eram, com os mesmos ids.',
  },
  'leave-gone': {
    label: 'Deixar de fora',
    effect: 'Não grava os registros de novo. A cópia fica em .prometeu/recovery.',
  },
} as const satisfies StudioCatalogue['repairs'];
