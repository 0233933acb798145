import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { SafeText } from './safe-text.tsx';

afterEach(cleanup);

test('isolates the text and shows what is hidden in it', () => {
  render(<SafeText text={'invoice\u202Egnp.exe'} />);

  const shown = screen.getByText('invoice[RLO]gnp.exe');
  expect(shown.closest('bdi')?.title).toBe('invoice[RLO]gnp.exe');
});

test('shows markup as the characters that it is', () => {
  render(<SafeText text={'"<b>x</b>"'} />);

  expect(screen.getByText('"<b>x</b>"')).toBeDefined();
});

test('a long name has the whole of it in its tooltip and for assistive technology', () => {
  const name = `${'long-'.repeat(39)}0042x`;

  render(<SafeText text={name} />);

  expect(screen.getByText(name)).toBeDefined();
  expect(screen.getByTitle(name)).toBeDefined();
});

test('text that runs right to left is not taken apart', () => {
  render(<SafeText text="קובץ ארוך מאוד עם שם ארוך" />);

  expect(screen.getByText('קובץ ארוך מאוד עם שם ארוך').tagName).toBe('BDI');
});
