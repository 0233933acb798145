import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SearchField } from './search-field.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The field as the window has it; returns what it asked for. */
function renderField(): string[] {
  const asked: string[] = [];
  function Window(): ReactElement {
    const [search, setSearch] = useState('');
    return (
      <SearchField
        ref={null}
        onLeave={() => undefined}
        value={search}
        onSearch={(text) => {
          asked.push(text);
          setSearch(text);
        }}
      />
    );
  }
  render(<Window />);
  return asked;
}

const field = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('searchbox');

function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
}

function pause(): void {
  act(() => {
    vi.runAllTimers();
  });
}

test('asks when the typing pauses, not at each letter', () => {
  const asked = renderField();

  type('o');
  type('ok');
  pause();

  expect(asked).toEqual(['ok']);
});

test('“Clear search” right after a letter clears it, and the letter is never asked for', () => {
  const asked = renderField();
  type('ok');

  fireEvent.click(screen.getByRole('button', { name: 'Clear search' }));

  expect(field().value).toBe('');
  expect(document.activeElement).toBe(field());
  pause();
  expect(asked).not.toContain('ok');
  expect(field().value).toBe('');
});

test('Escape clears what is typed before it does anything else', () => {
  const asked = renderField();
  const escape = vi.fn<(event: KeyboardEvent) => void>();
  document.addEventListener('keydown', escape);
  type('ok');

  fireEvent.keyDown(field(), { key: 'Escape' });

  expect(field().value).toBe('');
  expect(escape.mock.lastCall?.[0].defaultPrevented).toBe(true);
  pause();
  expect(asked).not.toContain('ok');
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(escape.mock.lastCall?.[0].defaultPrevented).toBe(false);
  document.removeEventListener('keydown', escape);
});
