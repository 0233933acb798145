// @ts-check

const english = `# The hare and the fox

Fox:  You are up early. The dew has not even decided where to sit.
Hare: I heard the well whisper. It says a clover with four leaves grew in the night.
Fox:  A well that whispers? Wells gurgle. I have lived beside this one for three winters.
Hare: Then gurgle with me. If we find it before the bees do, I will share my carrots.

> Will you help the hare look for the clover?
  - "I like carrots."        -> search
  - "I would rather nap."    -> nap

[search]
Fox:  Fine. But I walk on the path. My paws are freshly licked.

[nap]
Hare: Then keep the sun warm for me. I will be back by noon.
`;

const portuguese = `# A lebre e a raposa

Raposa: Acordaste cedo. O orvalho ainda nem decidiu onde se sentar.
Lebre:  Ouvi o poço sussurrar. Diz que nasceu um trevo de quatro folhas esta noite.
Raposa: Um poço que sussurra? Os poços gorgolejam. Vivo ao lado deste há três invernos.
Lebre:  Então gorgoleja comigo. Se o acharmos antes das abelhas, divido as minhas cenouras.

> Ajudas a lebre a procurar o trevo?
  - "Gosto de cenouras."       -> search
  - "Prefiro fazer a sesta."   -> nap

[search]
Raposa: Está bem. Mas eu vou pelo caminho. Lambi as patas agora mesmo.

[nap]
Lebre:  Então guarda-me o sol quentinho. Volto ao meio-dia.
`;

const signs = `[clearing.signpost]
en = Pond: that way. Pie: this way.
pt = Lagoa: para ali. Torta: para aqui.

[well.rim]
en = Wishes are heard between dawn and second breakfast.
pt = Os desejos são ouvidos entre a aurora e o segundo pequeno-almoço.

[hive.plank]
en = Please knock. Softly.
pt = Bata à porta. Devagarinho.
`;

const credits = `MEADOW

a small game about a large field

Pictures, sounds and music
  drawn, played and sung by a handful of scripts, CC0

Letters
  Clover Pixel, CC0
  Inter, SIL Open Font License 1.1
  JetBrains Mono, SIL Open Font License 1.1

Thanks
  to the bees, for their patience
  to you, for looking closely

♥
`;

const poem = `Quem anda devagar
ouve a erva crescer;
quem corre pelo prado
só ouve o coração.
`;

/** @returns {import('./asset.mjs').Asset[]} */
export function texts() {
  return [
    {
      root: 'text/dialogue/first-morning',
      name: 'Dialogue, first morning',
      type: 'text',
      description: 'The opening talk, in English and Portuguese. Marks in square brackets are the same in both.',
      tags: ['dialogue', 'en', 'pt', 'level-1'],
      files: { 'en.md': english, 'pt.md': portuguese },
      registered: true,
    },
    {
      root: 'text/signs',
      name: 'Signs along the path',
      type: 'text',
      tags: ['en', 'pt', 'level-1'],
      files: { 'signs.txt': signs },
      registered: true,
    },
    { root: 'text/credits', name: 'Credits', type: 'text', files: { 'credits.txt': credits }, registered: true },
    {
      root: 'text/poems/slow',
      name: 'Poema: quem anda devagar',
      type: 'text',
      tags: ['pt', 'loading-screen'],
      files: { 'slow.txt': poem },
      registered: false,
    },
  ];
}
