import type { RequestOf } from '../../src-preload/contract/packer-contract.ts';

/** Assets to be made of files that main knows, as the packer is asked for them. */
export type AssetsToMake = RequestOf<'packer:create-assets'>['assets'];
