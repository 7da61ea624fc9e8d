import { removePartialFiles, removePartialFolders } from '../index.js';
import type { Terminal } from './terminal.js';

/** Ctrl-C and kill: half-written folders and files go, then the process, with the exit code that shells expect. */
export function onInterrupt(terminal: Terminal): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      terminal.clearBar();
      removePartialFolders();
      removePartialFiles();
      process.exit(code);
    });
  }
}
