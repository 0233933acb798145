import { act, fireEvent, renderHook } from '@testing-library/react';
import type { PointerEvent } from 'react';
import { expect, test, vi } from 'vitest';
import { useRubberBand } from './use-rubber-band.ts';

test('a band whose list goes from under it has ended', () => {
  const list = document.createElement('div');
  Object.defineProperty(list, 'setPointerCapture', { value: () => undefined });
  const onEnd = vi.fn<(stays: boolean) => void>();
  const { result, unmount } = renderHook(() =>
    useRubberBand({
      scroller: { current: list },
      ground: { total: 3, lineHeight: 28, perLine: 1 },
      shift: 0,
      beginsOn: () => true,
      onDraw: () => undefined,
      onEnd,
    }),
  );
  Object.defineProperty(list, 'clientWidth', { value: 100 });
  const press = { currentTarget: list, target: list, clientX: 10, clientY: 10, pointerType: 'mouse', button: 0 };
  const modifiers = { pointerId: 1, ctrlKey: false, metaKey: false, shiftKey: false, isDefaultPrevented: () => false };

  act(() => {
    result.current.onPointerDown({ ...press, ...modifiers } as unknown as PointerEvent<HTMLElement>);
  });
  fireEvent(window, new MouseEvent('pointermove', { clientX: 60, clientY: 60, buttons: 1 }));
  unmount();

  expect(onEnd.mock.calls).toEqual([[true]]);
});
