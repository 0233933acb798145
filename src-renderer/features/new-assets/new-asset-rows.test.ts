import { expect, test } from 'vitest';
import { type ChosenFile, mostFilesOfNew } from '../../../src-preload/contract/domain/new-asset.ts';
import { isAsked, rowsOf, statesOf } from './new-asset-rows.ts';

function aModel(partCount: number): ChosenFile[] {
  const model: ChosenFile = {
    fileToken: 'tree',
    name: 'tree.gltf',
    bytes: 1,
    assetName: 'tree',
    folderName: 'tree',
    type: 'model',
    partOf: null,
    problem: null,
  };
  const parts = Array.from({ length: partCount }, (_, at) => ({ ...model, fileToken: String(at), partOf: 'tree' }));
  return [model, ...parts];
}

test('a model with more parts than one asset can have is left out alone, and says so', () => {
  const rows = rowsOf(aModel(mostFilesOfNew), '', new Map());

  expect(rows.map(isAsked)).toEqual([false]);
  expect(statesOf(rows, undefined)).toEqual([{ kind: 'too-many-parts' }]);
  expect(rowsOf(aModel(mostFilesOfNew - 1), '', new Map()).map(isAsked)).toEqual([true]);
});
