// @ts-check

/** Colour ramps from dark to light; shadows lean to violet and lights to yellow, so that all of them sit together. */
export const ramps = {
  grass: ['#2c5a46', '#3c7a4a', '#58a04f', '#86c25a', '#bade73'],
  leaf: ['#1d3d3f', '#275a48', '#3a7d4c', '#62a352', '#9cca62', '#d3e88a'],
  lime: ['#2f5b3c', '#4a8144', '#76a94a', '#a9cf5c', '#d8e985', '#f3f8b8'],
  pine: ['#17313d', '#1d4a4a', '#2b6653', '#43875a', '#6fae6a', '#a5d089'],
  bark: ['#38262f', '#563a3a', '#7d5441', '#a97a4f', '#d0a56a'],
  birch: ['#6d6a80', '#a3a3b3', '#cfd0d6', '#eeece6', '#fffaf0'],
  wood: ['#4a2f31', '#74483a', '#a06a45', '#c99457', '#ebc27e'],
  stone: ['#3b3e57', '#575f78', '#7f899c', '#adb6bf', '#dbe0dd'],
  water: ['#2a4a80', '#3670a8', '#4f9bc8', '#80c8df', '#c6eeee'],
  path: ['#8a6148', '#b08358', '#cfa872', '#e6c890', '#f5e2b3'],
  rose: ['#6f2547', '#ab3858', '#dc5b70', '#f5929a', '#ffd0c8'],
  poppy: ['#6b1e35', '#a82b3a', '#dd4a3f', '#f5805a', '#ffbf8f'],
  sun: ['#8f4f22', '#cc802b', '#f0b13c', '#ffd866', '#fff3b4'],
  lilac: ['#43346f', '#6752a6', '#9480d2', '#c2b2ee', '#e8dffb'],
  sky: ['#3a5a9c', '#4d7fc0', '#6fa8dc', '#a1cfec', '#d6effa'],
  hare: ['#553a38', '#86594a', '#b58662', '#dab688', '#f4ddb8'],
  fox: ['#642726', '#a3402c', '#d66733', '#f0974a', '#ffcb86'],
  cream: ['#a58a86', '#d5bfae', '#f2e3cb', '#fff6e3', '#fffdf5'],
  parchment: ['#9a7350', '#c9a26d', '#ecd3a0', '#f8e8c4', '#fff7e2'],
};

export const ink = '#2a2038';
export const white = '#fffdf5';
