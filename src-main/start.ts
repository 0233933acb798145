// What the app's executable runs first. `--command-line` makes it `prometeu-packer` (build/linux/prometeu-packer): no
// window, no display, nothing of the app loaded. Imports nothing itself, so that neither waits for the other.
await (process.argv.includes('--command-line') ? import('./cli.ts') : import('./index.ts'));

export {};
