import { z } from 'zod';
import { openFolderLimit } from './asset-facets.ts';
import { assetSortSchema } from './asset-list.ts';
import { rootSchema } from './bulk-registration.ts';
import { searchLimit } from './search-terms.ts';

/** How wide the panes at the sides can be, in pixels. */
export const paneWidths = { sidebar: { least: 190, most: 360 }, inspector: { least: 280, most: 560 } } as const;

/** What the edge of a tile can be, in pixels. */
export const tileEdges = { least: 96, most: 256, step: 8 } as const;

/** How much the name can have of the room for name and folder, in percent. */
export const nameShares = { least: 20, most: 80 } as const;

/** How a project is shown, and where the author is in it: kept for the next time that it is opened. */
export const keptViewSchema = z.strictObject({
  /** Whether the filters and the details are shown, and how wide they are where they are. */
  sidebar: z.boolean(),
  sidebarWidth: z.int().min(paneWidths.sidebar.least).max(paneWidths.sidebar.most),
  inspector: z.boolean(),
  inspectorWidth: z.int().min(paneWidths.inspector.least).max(paneWidths.inspector.most),
  layout: z.literal(['list', 'grid']),
  edge: z.int().min(tileEdges.least).max(tileEdges.most),
  nameShare: z.int().min(nameShares.least).max(nameShares.most),
  /** The folders of the tree that are open. */
  openFolders: z.array(z.string().max(65_536)).max(openFolderLimit),
  search: z.string().max(searchLimit),
  sort: assetSortSchema,
  descending: z.boolean(),
  /** The root of the asset that is selected. */
  selected: rootSchema.nullable(),
});
export type KeptView = z.infer<typeof keptViewSchema>;

/** How a project is shown that was never shown before. */
export const viewAtFirst: KeptView = {
  sidebar: true,
  sidebarWidth: 220,
  inspector: true,
  inspectorWidth: 340,
  layout: 'list',
  edge: 136,
  nameShare: 57,
  openFolders: [],
  search: '',
  // The order of the scan index: what was shown while the project was being opened stays where it stood.
  sort: 'root',
  descending: false,
  selected: null,
};
