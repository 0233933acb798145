import { z } from 'zod';
import type { ChannelName, EventName } from './channels.ts';
import { commandIds } from './commands.ts';
import { assetDetailsSchema } from './domain/asset.ts';
import { actionCapabilitySchema } from './domain/asset-action.ts';
import { assetFacetsSchema, facetsQuerySchema } from './domain/asset-facets.ts';
import {
  assetListingSchema,
  assetQuerySchema,
  assetViewSchema,
  countedRowsSchema,
  findLimit,
  foundAssetsSchema,
  foundNamedSchema,
  foundProblemSchema,
  foundRowSchema,
  typedLimit,
  windowLimit,
} from './domain/asset-list.ts';
import { assetManifestSchema } from './domain/asset-manifest.ts';
import {
  assetRefusalCodeSchema,
  assetSelectionSchema,
  bulkCompletionSchema,
  refusedAssetsSchema,
  refusedLimit,
  rootSchema,
  rowSelectionSchema,
} from './domain/bulk-registration.ts';
import {
  compactCompletionSchema,
  entryCompletionSchema,
  manifestCompletionSchema,
  moveCompletionSchema,
  repairCompletionSchema,
} from './domain/completion.ts';
import { refusalSchema } from './domain/failure.ts';
import { historyLimit, historyListingSchema, undoneSchema, undoTargetSchema } from './domain/history.ts';
import { jobProgressSchema } from './domain/job.ts';
import { keptViewSchema } from './domain/kept-view.ts';
import { manifestReadingSchema } from './domain/manifest-reading.ts';
import {
  chosenFilesSchema,
  fileBesidesSchema,
  mostNewAssets,
  newAssetSchema,
  newRootsCheckSchema,
} from './domain/new-asset.ts';
import { pictureDescriptionSchema } from './domain/picture.ts';
import { projectSummarySchema, recentProjectSchema, reloadReportSchema, verifyReportSchema } from './domain/project.ts';
import { provisionalViewSchema } from './domain/provisional-view.ts';
import { relocationsSchema } from './domain/relocation.ts';
import { repairFixSchema, repairListSchema } from './domain/repair.ts';
import { savedSearchSchema } from './domain/saved-search.ts';
import { searchLimit } from './domain/search-terms.ts';
import { chosenSettingsSchema, settingsChangeSchema } from './domain/settings.ts';
import { sourceInspectionSchema } from './domain/source-inspection.ts';
import { studioUpdateSchema } from './domain/studio-update.ts';

interface Endpoint {
  readonly request: z.ZodType;
  readonly response: z.ZodType;
}

const projectId = z.uuid();
const jobId = z.uuid();
const besides = z.array(fileBesidesSchema).max(mostNewAssets);
const root = rootSchema;
const nothing = z.null();
/** A folder that main knows from its dialog, the recent list, the sample or the command line. */
const folder = z.strictObject({ folderToken: z.uuid(), path: z.string() });

/** Longest text that is copied at once, in characters. */
const copiedLimit = 100_000;

/** The border, declared once: channel to the schemas of its request and its response. */
export const packerContract = {
  'studio:get-settings': { request: z.strictObject({}), response: chosenSettingsSchema },
  /** Those that are given, and no other. They are in force until Studio ends, whether or not they could be written. */
  'studio:change-settings': {
    request: z.strictObject({ change: settingsChangeSchema }),
    response: z.strictObject({ saved: z.boolean() }),
  },
  /** Asks with the system's dialog. Null when the author cancels. */
  'packer:choose-folder': {
    request: z.strictObject({ purpose: z.literal(['open', 'create']) }),
    response: folder.nullable(),
  },
  /** Makes an empty project in an empty folder. Does not open it. */
  'packer:create-project': {
    request: z.strictObject({ folderToken: z.uuid(), name: z.string().trim().min(1).max(200) }),
    response: folder,
  },
  /** Reads the project from disk. A project that is open already is answered as it is, with its own id. */
  'packer:open-project': { request: z.strictObject({ folderToken: z.uuid(), jobId }), response: projectSummarySchema },
  /**
   * A window of what is known of a project while the job opens it (rule Q5). Null before its folder is known to be a
   * project, and once the job has ended.
   */
  'packer:list-provisional-assets': {
    request: z.strictObject({ jobId, offset: z.int().min(0), limit: z.int().min(0).max(windowLimit) }),
    response: provisionalViewSchema.nullable(),
  },
  /** Waits for the accepted writes, then forgets the project. */
  'packer:close-project': { request: z.strictObject({ projectId }), response: nothing },
  /** A copy of the sample project in the author's own data, made at the first call. */
  'packer:find-sample': { request: z.strictObject({}), response: folder },
  /**
   * What Studio was asked to open from outside, and the asset to go to, by its id or root, where a link names one; null
   * where nothing was, or it was taken before.
   */
  'packer:get-launch-folder': {
    request: z.strictObject({}),
    response: folder.extend({ asset: z.string().nullable() }).nullable(),
  },
  /** Those that are pinned before the others, newest first. */
  'packer:list-recent': { request: z.strictObject({}), response: z.array(recentProjectSchema) },
  'packer:pin-recent': { request: z.strictObject({ folderToken: z.uuid(), pinned: z.boolean() }), response: nothing },
  'packer:remove-recent': { request: z.strictObject({ folderToken: z.uuid() }), response: nothing },
  /** How a project was shown last. Named by its folder, so that it is known before the project is open. */
  'studio:get-kept-view': { request: z.strictObject({ folderToken: z.uuid() }), response: keptViewSchema },
  /** It is in force at once, and written a little later. */
  'studio:keep-view': {
    request: z.strictObject({ folderToken: z.uuid(), view: keptViewSchema }),
    response: nothing,
  },
  /** The searches that the author saved of a project, by name. */
  'packer:list-saved-searches': { request: z.strictObject({ projectId }), response: z.array(savedSearchSchema) },
  /** One of the same name is replaced. */
  'packer:save-search': {
    request: z.strictObject({ projectId, ...savedSearchSchema.shape }),
    response: z.strictObject({ saved: z.boolean() }),
  },
  'packer:remove-saved-search': {
    request: z.strictObject({ projectId, name: z.string() }),
    response: z.strictObject({ saved: z.boolean() }),
  },
  'packer:get-project': { request: z.strictObject({ projectId }), response: projectSummarySchema },
  'packer:list-assets': {
    request: z.strictObject({ projectId, query: assetQuerySchema }),
    response: assetListingSchema,
  },
  /** What else a list can be filtered by, in one answer: tags and folders, with how many assets of the project there are. */
  'packer:get-asset-facets': {
    request: z.strictObject({ projectId, query: facetsQuerySchema }),
    response: assetFacetsSchema,
  },
  'packer:get-asset-details': { request: z.strictObject({ projectId, root }), response: assetDetailsSchema },
  'packer:get-asset-actions': {
    request: z.strictObject({ projectId, root }),
    response: z.strictObject({ revision: z.int().min(1), actions: z.array(actionCapabilitySchema) }),
  },
  /**
   * What the picture of an asset says of itself, and why it is not shown: that in one of its sources, or else the one that its
   * thumbnail shows. The picture itself comes by `asset://`.
   */
  'packer:describe-picture': {
    request: z.strictObject({ projectId, root, source: z.string().optional() }),
    response: pictureDescriptionSchema,
  },
  /** What a source file that the manifest lists says of itself, by its kind, or why it says nothing. */
  'packer:inspect-source': {
    request: z.strictObject({ projectId, root, source: z.string() }),
    response: sourceInspectionSchema,
  },
  /** Reads the manifest from the disk, for an edit. One that can't be edited is answered with the refusal of the edit. */
  'packer:read-manifest': { request: z.strictObject({ projectId, root }), response: manifestReadingSchema },
  /**
   * Rules M1 to M6. `basedOn` is the hash of the text that the edit was made from; `without` are keys that the schema does
   * not have, to be taken out: no more than findings are told of a manifest, none longer than its text may be. Repeats as
   * below.
   */
  'packer:edit-manifest': {
    request: z.strictObject({
      projectId,
      root,
      manifest: assetManifestSchema,
      without: z.array(z.string().max(1_048_576)).max(100).default([]),
      basedOn: z.string(),
      commandId: z.uuid(),
    }),
    response: manifestCompletionSchema,
  },
  /** A repeat of a `commandId` is answered with the first completion. */
  'packer:register-asset': {
    request: z.strictObject({ projectId, root, commandId: z.uuid() }),
    response: entryCompletionSchema,
  },
  /**
   * Registers many. The job tells how far it is and can be cancelled, which ends it between two batches. A repeat of a
   * `commandId` is answered with the first completion.
   */
  'packer:register-assets': {
    request: z.strictObject({ projectId, selection: assetSelectionSchema, commandId: z.uuid(), jobId }),
    response: bulkCompletionSchema,
  },
  /** Takes an asset out of the registry (rule U1). No file below `assets/` is touched. Repeats as above. */
  'packer:unregister-asset': {
    request: z.strictObject({ projectId, root, commandId: z.uuid() }),
    response: entryCompletionSchema,
  },
  /** Unregisters many (rule U3), as `packer:register-assets` registers them. */
  'packer:unregister-assets': {
    request: z.strictObject({ projectId, selection: assetSelectionSchema, commandId: z.uuid(), jobId }),
    response: bulkCompletionSchema,
  },
  /** Moves assets to the system’s trash (rules T1 to T4), one after the other, as a job. What is registered is unregistered first. */
  'packer:trash-assets': {
    request: z.strictObject({ projectId, selection: assetSelectionSchema, commandId: z.uuid(), jobId }),
    response: bulkCompletionSchema,
  },
  /**
   * Asks with the system's dialog for files to make assets of, or for folders of such files (rule N8), beside some that were
   * chosen before. Null when the author cancels.
   */
  'packer:choose-files': {
    request: z.strictObject({ what: z.literal(['files', 'folders']), besides }),
    response: chosenFilesSchema.nullable(),
  },
  /** Of the preload alone (channels.ts): files and folders that the author has dropped on the window, by their absolute paths. */
  'packer:take-dropped-files': {
    request: z.strictObject({ paths: z.array(z.string()), besides }),
    response: chosenFilesSchema,
  },
  /** Whether assets can be made at these roots, as far as memory knows (rule N1). Touches no disk. */
  'packer:check-new-roots': {
    request: z.strictObject({ projectId, roots: z.array(z.string().max(65_536)).max(mostNewAssets) }),
    response: newRootsCheckSchema,
  },
  /** Makes assets of files that main knows (rules N1 to N7), as a job. The files are copied. Repeats as above. */
  'packer:create-assets': {
    request: z.strictObject({
      projectId,
      assets: z.array(newAssetSchema).min(1).max(mostNewAssets),
      register: z.boolean(),
      commandId: z.uuid(),
      jobId,
    }),
    response: bulkCompletionSchema,
  },
  /** Whether an asset can have another root, as far as memory knows (rule V1); null where nothing is in the way. */
  'packer:check-move': {
    request: z.strictObject({ projectId, root, to: z.string().max(65_536) }),
    response: z.strictObject({ revision: z.int().min(1), refusal: refusalSchema.nullable() }),
  },
  /** Gives an asset another root (rules V1 to V7): its folder is moved, and a registered one keeps its id. Repeats as above. */
  'packer:move-asset': {
    request: z.strictObject({ projectId, root, to: z.string().max(65_536), commandId: z.uuid() }),
    response: moveCompletionSchema,
  },
  /** Where the folder of a missing asset may be by now, as far as memory knows (rule V11). None of any other asset. */
  'packer:find-relocations': { request: z.strictObject({ projectId, root }), response: relocationsSchema },
  /** Gives the entry of a missing asset to the folder at another root (rules V8 to V10). No file is touched. Repeats as above. */
  'packer:relocate-asset': {
    request: z.strictObject({ projectId, root, to: rootSchema, commandId: z.uuid() }),
    response: entryCompletionSchema,
  },
  /** What was done to the registry from here, newest first (rule U4). */
  'packer:get-history': {
    request: z.strictObject({ projectId, offset: z.int().min(0), limit: z.int().min(0).max(historyLimit) }),
    response: historyListingSchema,
  },
  /** Undoes one step (rules U5 and U6), as a new write. To redo is to undo the undoing. Repeats as above. */
  'packer:undo': {
    request: z.strictObject({ projectId, target: undoTargetSchema, commandId: z.uuid(), jobId }),
    response: undoneSchema,
  },
  /** What a bulk write refused for one reason. Those of the last few are remembered; of others, none. */
  'packer:list-refused-assets': {
    request: z.strictObject({
      projectId,
      commandId: z.uuid(),
      code: assetRefusalCodeSchema,
      offset: z.int().min(0),
      limit: z.int().min(0).max(refusedLimit),
    }),
    response: refusedAssetsSchema,
  },
  'packer:reload-project': { request: z.strictObject({ projectId, jobId }), response: reloadReportSchema },
  'packer:verify-snapshot': { request: z.strictObject({ projectId, jobId }), response: verifyReportSchema },
  /** Findings on the registry that an author can settle. Reads the file again, and waits for the writes before it. */
  'packer:list-repairs': { request: z.strictObject({ projectId }), response: repairListSchema },
  /** Applies one of the fixes that a finding was listed with. Refused where the file says something else by now. */
  'packer:apply-repair': {
    request: z.strictObject({ projectId, findingId: z.string(), fix: repairFixSchema }),
    response: repairCompletionSchema,
  },
  /** Writes the registry anew without what later records made void. Tombstones stay. */
  'packer:compact-registry': { request: z.strictObject({ projectId }), response: compactCompletionSchema },
  /** At the author's word: takes the project from a process that only the lock file names, then reloads. */
  'packer:take-over-lock': { request: z.strictObject({ projectId, jobId }), response: reloadReportSchema },
  /** Writes all confirmed registrations to a folder that the author chooses. Null when the author cancels. */
  'packer:save-registry-copy': {
    request: z.strictObject({ projectId }),
    response: z.strictObject({ path: z.string() }).nullable(),
  },
  /** Where the jobs of a project are that run now, oldest first: a window that begins anew knows of none. */
  'packer:list-jobs': { request: z.strictObject({ projectId }), response: z.array(jobProgressSchema) },
  /** Answers at once; the job itself then ends with `cancelled`. A job that is not known is no failure. */
  'packer:cancel-job': { request: z.strictObject({ jobId }), response: nothing },
  /**
   * Begins to drag a source file of an asset out of the window, into another program. Only one that the manifest lists, as
   * for its preview (rule F1).
   */
  'packer:drag-source': { request: z.strictObject({ projectId, root, source: z.string() }), response: nothing },
  /** Shows the asset's folder, or the nearest one that exists, in the system's file manager. */
  'packer:reveal-asset': { request: z.strictObject({ projectId, root }), response: nothing },
  /** Puts the absolute path of the asset's folder on the clipboard. */
  'packer:copy-asset-path': {
    request: z.strictObject({ projectId, root }),
    response: z.strictObject({ path: z.string() }),
  },
  /** Puts the id of a registered asset on the clipboard. */
  'packer:copy-asset-id': {
    request: z.strictObject({ projectId, root }),
    response: z.strictObject({ assetId: z.string() }),
  },
  /**
   * Puts the path of the asset's folder in its project on the clipboard, or a link that opens the project and goes to it,
   * or all that is known of it, as JSON.
   */
  'packer:copy-asset-text': {
    request: z.strictObject({ projectId, root, form: z.literal(['relative-path', 'link', 'json']) }),
    response: z.strictObject({ text: z.string() }),
  },
  /** The place of an asset in a list (rule Q8). */
  'packer:find-row': { request: z.strictObject({ projectId, view: assetViewSchema, root }), response: foundRowSchema },
  /** The next row of a list that has a problem, from a row on or back (rule Q9). */
  'packer:find-problem': {
    request: z.strictObject({
      projectId,
      view: assetViewSchema,
      /** The row to go on from; null is before the first one, and behind the last one backwards. */
      from: z.int().min(0).nullable(),
      direction: z.literal(['next', 'previous']),
    }),
    response: foundProblemSchema,
  },
  /** The next row of a list whose name begins with a text (rule Q11). */
  'packer:find-named': {
    request: z.strictObject({
      projectId,
      view: assetViewSchema,
      /** The row to go on from; null is before the first one. */
      from: z.int().min(0).nullable(),
      text: z.string().min(1).max(typedLimit),
    }),
    response: foundNamedSchema,
  },
  /** How many of the rows at places of a list are registered (rule Q12). `selection-outdated` as for a bulk write of them. */
  'packer:count-selected': {
    request: z.strictObject({ projectId, rows: rowSelectionSchema }),
    response: countedRowsSchema,
  },
  /** Assets that a text may mean, the likeliest first (rule Q10). */
  'packer:find-assets': {
    request: z.strictObject({ projectId, text: z.string().max(searchLimit), limit: z.int().min(0).max(findLimit) }),
    response: foundAssetsSchema,
  },
  /** Puts a text that stands in the window on the clipboard. */
  'studio:copy-text': { request: z.strictObject({ text: z.string().max(copiedLimit) }), response: nothing },
  /** Tells main what the window can do now, for the native menu. */
  'studio:offer-commands': {
    request: z.strictObject({ available: z.array(z.literal(commandIds)) }),
    response: nothing,
  },
  /** Shows the file in which Studio writes down what went wrong, in the system's file manager. */
  'studio:show-log': { request: z.strictObject({}), response: nothing },
  /** Shows what whoever is asked for help needs to know, without a name of a file, and offers to copy it. */
  'studio:show-report': { request: z.strictObject({}), response: nothing },
  /** The newer version of Studio that is known, or null. */
  'studio:get-update': { request: z.strictObject({}), response: studioUpdateSchema.nullable() },
  /** Starts Studio anew in that version, or shows where it is found. */
  'studio:take-update': { request: z.strictObject({}), response: nothing },
} as const satisfies Record<ChannelName, Endpoint>;

export type PackerContract = typeof packerContract;
/** What a caller sends. */
export type RequestOf<C extends ChannelName> = z.input<PackerContract[C]['request']>;
/** What a handler receives after parsing. */
export type ParsedRequestOf<C extends ChannelName> = z.output<PackerContract[C]['request']>;
export type ResponseOf<C extends ChannelName> = z.output<PackerContract[C]['response']>;

/** Payloads of the event channels. */
export const eventContract = {
  'packer:job-progress': jobProgressSchema,
  /** Told of every job, whatever it came to, before its caller has the answer. */
  'packer:job-ended': z.strictObject({ jobId }),
  'studio:run-command': z.strictObject({ command: z.literal(commandIds) }),
  /** Studio was asked to open something while its window is there. */
  'studio:open-launch-folder': nothing,
  /** What `studio:get-update` answers is another by now. */
  'studio:update-found': nothing,
} as const satisfies Record<EventName, z.ZodType>;
export type EventOf<E extends EventName> = z.output<(typeof eventContract)[E]>;
