import type { StudioCatalogue } from '../studio-catalogue.ts';

export const errnos = {
  ENOSPC: { means: 'O disco está cheio.', next: 'Libere espaço nele e tente de novo.' },
  EDQUOT: {
    means: 'A cota de uso deste disco acabou.',
    next: 'Libere espaço da própria cota ou peça uma cota maior e tente de novo.',
  },
  EFBIG: {
    means: 'O arquivo não pode crescer mais aqui.',
    next: 'Aumente o limite de tamanho de arquivo e tente de novo.',
  },
  EACCES: { means: 'Falta permissão para isso.', next: 'Altere as permissões do arquivo e da pasta e tente de novo.' },
  EPERM: {
    means: 'O sistema não permite.',
    next: 'Verifique as permissões e a proteção do arquivo e da pasta e tente de novo.',
  },
  EROFS: { means: 'O disco é somente leitura.', next: 'Permita gravação no disco e tente de novo.' },
  EIO: {
    means: 'O disco informou um erro.',
    next: 'Verifique o disco e o cabo ou a rede, guarde uma cópia do projeto em outro lugar e tente de novo.',
  },
  EMFILE: { means: 'Há arquivos demais abertos.', next: 'Feche o que não for necessário e tente de novo.' },
  ENFILE: { means: 'Há arquivos demais abertos neste sistema.', next: 'Feche outros programas e tente de novo.' },
  EBUSY: { means: 'Outro programa está usando o arquivo.', next: 'Feche-o lá e tente de novo.' },
  ENOENT: { means: 'Não está mais no lugar.', next: 'Coloque de volta e tente de novo.' },
  ENOTCONN: { means: 'A conexão com o disco foi perdida.', next: 'Conecte o disco de novo e tente outra vez.' },
  ESTALE: { means: 'A pasta de rede não é mais a mesma.', next: 'Conecte a pasta de novo e tente outra vez.' },
} as const satisfies StudioCatalogue['errnos'];
