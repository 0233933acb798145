// Zod-free on purpose: the sandboxed preload imports this file alone.

/** Every request channel. The preload exposes one function for each. */
export const channelNames = [
  'packer:choose-folder',
  'packer:create-project',
  'packer:open-project',
  'packer:list-provisional-assets',
  'packer:close-project',
  'packer:find-sample',
  'packer:get-launch-folder',
  'packer:list-recent',
  'packer:remove-recent',
  'packer:list-saved-searches',
  'packer:save-search',
  'packer:remove-saved-search',
  'packer:get-project',
  'packer:list-assets',
  'packer:get-asset-facets',
  'packer:get-asset-details',
  'packer:get-asset-actions',
  'packer:describe-picture',
  'packer:read-manifest',
  'packer:edit-manifest',
  'packer:register-asset',
  'packer:register-assets',
  'packer:unregister-asset',
  'packer:unregister-assets',
  'packer:trash-assets',
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
  'packer:cancel-job',
  'packer:reveal-asset',
  'packer:copy-asset-path',
] as const;
export type ChannelName = (typeof channelNames)[number];

/** Every event channel, from main to the window. */
export const eventNames = ['packer:job-progress', 'studio:menu-command'] as const;
export type EventName = (typeof eventNames)[number];
