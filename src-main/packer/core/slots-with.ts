import { type AssetIndex, placedWithRoot } from './asset-index.ts';
import { slotCount } from './asset-slots.ts';
import { slotsBeginning } from './items-beginning.ts';
import { createKeptAnswers } from './kept-answers.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { entriesWithId } from './registry-view.ts';
import { slotsWithWord } from './search-text.ts';
import {
  addSlot,
  noSlots,
  removeSlot,
  type SlotSet,
  slotsBelow,
  slotsInAll,
  slotsInAny,
  slotsWithout,
} from './slot-set.ts';
import { slotsWithExtension } from './source-extensions.ts';
import { addSlotsOf, addSlotsTaggedLike, taggedAlike, taggedWith } from './tag-index.ts';
import type { Condition } from './wanted-assets.ts';

/** Slots of assets for which each of the conditions holds, of which there is at least one. */
export function slotsMeeting(snapshot: ProjectSnapshot, conditions: readonly Condition[]): SlotSet {
  const ofText = conditions.filter(({ by }) => by !== 'id');
  const ofEntry = conditions.filter(({ by }) => by === 'id');
  const found = hits(snapshot.assets.text, JSON.stringify(ofText), () => slotsWithAll(snapshot, ofText, null));
  return ofEntry.length === 0 ? found : slotsWithAll(snapshot, ofEntry, found);
}

// What was found of texts, tags, extensions and folders holds as long as the text does: a registration changes none of them, and
// whatever changes one makes a new text. As many as a list and the counts beside it ask for, and those of the one before.
const hits = createKeptAnswers<SlotSet>(8);

/** Slots of assets for which each of the conditions holds, among some or, where that is null, among all. */
function slotsWithAll(snapshot: ProjectSnapshot, conditions: readonly Condition[], among: SlotSet | null): SlotSet {
  let found = among;
  for (const condition of conditions.toSorted(byCost)) {
    const slots = slotsWithOne(snapshot, condition, found);
    if (!condition.excluded) {
      found = found === null ? slots : slotsInAll([found, slots]);
    } else {
      found = slotsWithout(found ?? everySlot(snapshot.assets), slots);
    }
  }
  return found ?? everySlot(snapshot.assets);
}

const costs: Readonly<Record<Condition['by'], number>> = {
  id: 0,
  path: 1,
  'exact-tag': 2,
  tag: 3,
  ext: 4,
  text: 5,
};

/**
 * What leaves few comes first, because where none is left nothing more need be looked for: a long word is found more
 * seldom than a short one, and what is excluded leaves most.
 */
function byCost(a: Condition, b: Condition): number {
  return (
    Number(a.excluded) - Number(b.excluded) ||
    costs[a.by] - costs[b.by] ||
    (b.values[0]?.length ?? 0) - (a.values[0]?.length ?? 0)
  );
}

/** Slots of assets that have one of a condition's values, excluded or not; what is not among some may be left out. */
function slotsWithOne(snapshot: ProjectSnapshot, { by, values }: Condition, among: SlotSet | null): SlotSet {
  const { assets } = snapshot;
  switch (by) {
    case 'text':
      return slotsInAny(values.map((value) => slotsWithText(assets, value, among)));
    case 'path':
      return slotsInAny(values.map((value) => slotsBeginning(assets, 'root', value)));
    case 'id':
      return slotsInAny(values.map((value) => slotsWithId(snapshot, value)));
    case 'ext':
      return slotsWithExtension(assets.extensions, values);
    case 'tag':
    case 'exact-tag': {
      const found = noSlots(slotCount(assets.slots));
      for (const value of values) {
        const tagged =
          by === 'tag' ? taggedAlike(assets.tags, value).map(({ orders }) => orders) : [taggedWith(assets.tags, value)];
        for (const orders of tagged) {
          addSlotsOf(orders, found);
        }
      }
      return found;
    }
  }
}

/** Slots of assets that have the text in their root, their name or a tag. */
function slotsWithText({ text, tags }: AssetIndex, sought: string, among: SlotSet | null): SlotSet {
  const found = slotsWithWord(text, sought, among);
  addSlotsTaggedLike(tags, sought, found);
  return found;
}

/** Slots of assets whose entry, the one that counts, has an id that begins with a text. */
function slotsWithId({ assets, registry }: ProjectSnapshot, id: string): SlotSet {
  const found = noSlots(slotCount(assets.slots));
  for (const { assetId, root } of entriesWithId(registry, id)) {
    const placed = placedWithRoot(assets, root);
    if (placed?.asset.entry?.assetId === assetId) {
      addSlot(found, placed.slot);
    }
  }
  return found;
}

/** The slots that hold an asset. */
function everySlot({ slots, free }: AssetIndex): SlotSet {
  const every = slotsBelow(slotCount(slots));
  for (let next = free; next !== null; next = next.next) {
    removeSlot(every, next.slot);
  }
  return every;
}
