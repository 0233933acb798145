import { expect, test } from 'vitest';
import { viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';
import { type BandChoice, createProjectView } from './project-view.ts';

const order = 7;

function aView() {
  const { search, sort, descending } = viewAtFirst;
  const store = createProjectView({ search, sort, descending, selection: null, scrollTop: 0, sought: false });
  const chosen = () => {
    const { selection, marked } = store.getState();
    return { cursor: selection?.index ?? null, ranges: marked?.ranges ?? null };
  };
  const click = (index: number): void => {
    const from = store.getState().selection?.index ?? null;
    store.getState().choose({ index, root: `r/${String(index)}`, marking: 'alone', from, orderRevision: order });
  };
  const draw = (first: number, last: number, parts: Partial<BandChoice> = {}): void => {
    store.getState().drawBand({
      ranges: [{ first, last }],
      lead: { index: first, root: `r/${String(first)}` },
      adds: false,
      from: store.getState().selection?.index ?? null,
      orderRevision: order,
      ...parts,
    });
  };
  return { store, chosen, click, draw };
}

test('a band chooses what is under it now, and one row alone is selected', () => {
  const { store, chosen, click, draw } = aView();
  click(9);

  draw(2, 2);
  expect(chosen()).toEqual({ cursor: 2, ranges: null });
  draw(2, 5);
  expect(chosen()).toEqual({ cursor: 2, ranges: [{ first: 2, last: 5 }] });
  store.getState().drawBand({ ranges: [], lead: null, adds: false, from: 2, orderRevision: order });
  expect(chosen()).toEqual({ cursor: null, ranges: null });
  draw(2, 3);
  store.getState().endBand(true);

  expect(chosen()).toEqual({ cursor: 2, ranges: [{ first: 2, last: 3 }] });
});

test('a band adds to what was chosen before it, and not to what it chose itself', () => {
  const { chosen, click, draw } = aView();
  click(9);

  draw(2, 5, { adds: true });
  draw(2, 3, { adds: true });

  expect(chosen()).toEqual({
    cursor: 2,
    ranges: [
      { first: 2, last: 3 },
      { first: 9, last: 9 },
    ],
  });
});

test('a band that is taken back leaves all as it was', () => {
  const { store, chosen, click, draw } = aView();
  click(9);
  store.getState().choose({ index: 11, root: null, marking: 'through', from: 9, orderRevision: order });
  const before = store.getState();

  draw(2, 5);
  store.getState().endBand(false);

  expect(chosen()).toEqual({ cursor: 11, ranges: [{ first: 9, last: 11 }] });
  expect(store.getState().selection).toEqual(before.selection);
  expect(store.getState().anchor).toBe(before.anchor);
});

test('what is selected after the selection was cleared has another turn than what was selected before', () => {
  const { store, click } = aView();
  const turn = () => store.getState().selection?.turn;
  click(2);
  const before = turn();
  store.getState().clearSelection();
  click(3);

  expect(turn()).not.toBe(before);
});
