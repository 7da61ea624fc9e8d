/**
 * Two bundles of the build. The command in a few files, since reading a hundred takes longer than many a command; the script of
 * verify.html in one, since a page that needs no network has it inside.
 */
export default [
  {
    input: { main: 'dist/cli/main.js', worker: 'dist/engine/worker.js', 'lots-worker': 'dist/random/lots-worker.js' },
    platform: 'node',
    // They read files of their own beside them.
    external: ['highs', 'pdfkit', 'qrcode', 'vega', 'vega-lite'],
    output: { dir: 'dist/command', format: 'esm' },
  },
  {
    input: 'src/browser/verify-page.ts',
    platform: 'browser',
    output: { file: 'dist/browser/verify-page.bundle.js', format: 'iife', minify: true },
  },
];
