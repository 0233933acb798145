// Zod-free on purpose: the sandboxed preload imports this file alone.

/** Every request channel of the page. The preload exposes one function for each. */
export const channelNames = [
  'studio:get-settings',
  'studio:change-settings',
  'packer:choose-folder',
  'packer:create-project',
  'packer:open-project',
  'packer:list-provisional-assets',
  'packer:close-project',
  'packer:find-sample',
  'packer:get-launch-folder',
  'packer:list-recent',
  'packer:pin-recent',
  'packer:remove-recent',
  'studio:get-kept-view',
  'studio:keep-view',
  'packer:list-saved-searches',
  'packer:save-search',
  'packer:remove-saved-search',
  'packer:get-project',
  'packer:list-assets',
  'packer:get-asset-facets',
  'packer:get-asset-details',
  'packer:get-asset-actions',
  'packer:describe-picture',
  'packer:inspect-source',
  'packer:read-manifest',
  'packer:edit-manifest',
  'packer:register-asset',
  'packer:register-assets',
  'packer:unregister-asset',
  'packer:unregister-assets',
  'packer:trash-assets',
  'packer:choose-files',
  'packer:check-new-roots',
  'packer:create-assets',
  'packer:check-move',
  'packer:move-asset',
  'packer:find-relocations',
  'packer:relocate-asset',
  'packer:get-history',
  'packer:undo',
  'packer:list-refused-assets',
  'packer:reload-project',
  'packer:verify-snapshot',
  'packer:list-repairs',
  'packer:apply-repair',
  'packer:compact-registry',
  'packer:take-over-lock',
  'packer:save-registry-copy',
  'packer:list-jobs',
  'packer:cancel-job',
  'packer:drag-source',
  'packer:reveal-asset',
  'packer:copy-asset-path',
  'packer:copy-asset-id',
  'packer:copy-asset-text',
  'packer:find-row',
  'packer:find-problem',
  'packer:find-named',
  'packer:count-selected',
  'packer:find-assets',
  'studio:copy-text',
  'studio:offer-commands',
  'studio:show-log',
  'studio:show-report',
  'studio:get-update',
  'studio:take-update',
] as const;

/**
 * Asked by the preload alone, with the paths of files that the author has dropped: the page has no function for it, so
 * that it can't name a file of its own.
 */
export const droppedFilesChannel = 'packer:take-dropped-files';

/** What the page may ask for. */
export type PageChannelName = (typeof channelNames)[number];
export type ChannelName = PageChannelName | typeof droppedFilesChannel;

/** Every event channel, from main to the window. */
export const eventNames = [
  'packer:job-progress',
  'packer:job-ended',
  'studio:run-command',
  'studio:open-launch-folder',
  'studio:update-found',
] as const;
export type EventName = (typeof eventNames)[number];
