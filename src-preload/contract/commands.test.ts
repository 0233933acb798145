import { describe, expect, it } from 'vitest';
import { type CommandScope, commandIds, commandOf, commandOfAction, commandSections } from './commands.ts';
import { assetActions } from './domain/asset-action.ts';
import { en } from './messages/en/index.ts';

/** The scopes that a key of a scope is heard in too. */
const within: Readonly<Record<CommandScope, readonly CommandScope[]>> = {
  window: ['window', 'outside-text', 'results'],
  'outside-text': ['window', 'outside-text', 'results'],
  results: ['window', 'outside-text', 'results'],
};

describe('the table of commands', () => {
  it('has a text in the catalogue for each, and no text for another', () => {
    expect(Object.keys(en.studio.command).toSorted()).toEqual(commandIds.toSorted());
    expect(commandIds.filter((id) => en.studio.command[id].trim() === '')).toEqual([]);
  });

  it('has no two commands of one name', () => {
    const names = commandIds.map((id) => en.studio.command[id]);

    expect(new Set(names).size).toBe(names.length);
  });

  it('has no keys twice where both would hear them', () => {
    const heard = commandIds.flatMap((id) =>
      commandOf(id).keys.flatMap((keys) => within[commandOf(id).scope].map((scope) => `${scope}: ${keys}`)),
    );
    const twice = heard.filter((each, at) => heard.indexOf(each) !== at);

    expect(twice).toEqual([]);
  });

  it('writes its keys in one way', () => {
    const keys = commandIds.flatMap((id) => commandOf(id).keys);

    expect(
      keys.filter((each) => !/^(Mod\+)?(Alt\+)?(Shift\+)?([A-Z0-9]|F\d{1,2}|Enter|Delete|Space|[/\\,.])$/.test(each)),
    ).toEqual([]);
  });

  it('takes no letter and no sign alone, which a list finds names by', () => {
    const keys = commandIds.flatMap((id) => commandOf(id).keys);

    expect(keys.filter((each) => !/Mod|Alt|F\d|Enter|Delete|Space/.test(each))).toEqual([]);
  });

  it('has one command for each action of the packer', () => {
    const actions = commandIds.flatMap((id) => commandOf(id).action ?? []);

    expect(actions.toSorted()).toEqual(assetActions.toSorted());
    expect(assetActions.map((action) => commandOf(commandOfAction(action)).action)).toEqual(assetActions);
  });

  it('has something in each menu', () => {
    const sections = new Set(commandIds.map((id) => commandOf(id).section));

    expect([...sections].toSorted()).toEqual(commandSections.toSorted());
  });
});
