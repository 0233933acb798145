import { expect, test } from 'vitest';
import { type CommandId, commandIds, commandOf } from '../../src-preload/contract/commands.ts';
import { commandOfKey, type PressedKey } from './key-command.ts';

function press(parts: Partial<PressedKey> & { readonly graph?: boolean }): PressedKey {
  return {
    key: '',
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    getModifierState: (name) => name === 'AltGraph' && parts.graph === true,
    ...parts,
  };
}

test.each<[string, Partial<PressedKey>, CommandId | null]>([
  ['a letter', { key: 'k', code: 'KeyK', ctrlKey: true }, 'open-palette'],
  ['a letter with Caps Lock', { key: 'K', code: 'KeyK', ctrlKey: true }, 'open-palette'],
  ['a letter with Shift', { key: 'P', code: 'KeyP', ctrlKey: true, shiftKey: true }, 'open-palette'],
  ['the same letter without', { key: 'p', code: 'KeyP', ctrlKey: true }, 'go-to-asset'],
  ['a letter where the layout is Cyrillic', { key: 'л', code: 'KeyK', ctrlKey: true }, 'open-palette'],
  ['the place of K where the layout has another Latin letter there', { key: 't', code: 'KeyK', ctrlKey: true }, null],
  ['a digit', { key: '2', code: 'Digit2', ctrlKey: true }, 'show-grid'],
  ['a digit where the layout has a sign there', { key: 'é', code: 'Digit2', ctrlKey: true }, 'show-grid'],
  [
    'a sign that the layout writes with Shift',
    { key: '/', code: 'Digit7', ctrlKey: true, shiftKey: true },
    'show-keys',
  ],
  ['a function key', { key: 'F8', code: 'F8' }, 'next-problem'],
  ['a function key with Shift', { key: 'F8', code: 'F8', shiftKey: true }, 'previous-problem'],
  ['a letter with two more', { key: 'c', code: 'KeyC', ctrlKey: true, altKey: true }, 'copy-asset-path'],
  ['Space', { key: ' ', code: 'Space' }, 'quick-preview'],
  ['a letter alone', { key: 'k', code: 'KeyK' }, null],
  ['the key of another system', { key: 'k', code: 'KeyK', metaKey: true }, null],
  ['both', { key: 'k', code: 'KeyK', ctrlKey: true, metaKey: true }, null],
])('%s', (_, pressed, command) => {
  expect(commandOfKey(press(pressed))).toBe(command);
});

test('a letter that AltGr writes is no command', () => {
  const pressed = { key: 'c', code: 'KeyC', ctrlKey: true, altKey: true, graph: true };

  expect(commandOfKey(press(pressed))).toBeNull();
});

test('every key of the table leads to its command', () => {
  for (const id of commandIds) {
    for (const keys of commandOf(id).keys) {
      const names = keys.split('+');
      const key = names.at(-1) ?? '';
      const pressed = press({
        key: key === 'Space' ? ' ' : key,
        code: /^[A-Z]$/.test(key) ? `Key${key}` : key,
        ctrlKey: names.includes('Mod'),
        altKey: names.includes('Alt'),
        shiftKey: names.includes('Shift'),
      });

      expect([keys, commandOfKey(pressed)]).toEqual([keys, id]);
    }
  }
});
