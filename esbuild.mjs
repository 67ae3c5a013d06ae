import { copyFile, mkdir, rm } from 'node:fs/promises';
import { context } from 'esbuild';

// Builds the extension into dist/: one bundle, and the WebAssembly file that sql.js reads at run time.
// `--watch` rebuilds on every change; `--production` minifies and leaves out the source map.
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const build = await context({
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // The CommonJS build of flechette is twice as large as what is used of its modules, and a second copy of it in
  // the bundle would have its own registry of codecs.
  mainFields: ['module', 'main'],
  minify: production,
  // Error messages and logs name classes.
  keepNames: true,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  plugins: [{ name: 'report', setup: report }],
});

if (production) await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
await copyFile('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');
if (watch) {
  await build.watch();
} else {
  await build.rebuild().catch(() => (process.exitCode = 1));
  await build.dispose();
}

/** Prints the markers that the editor's background task waits for, and the size of the bundle. */
function report(esbuild) {
  esbuild.onStart(() => {
    if (watch) console.log('[watch] build started');
  });
  esbuild.onEnd(({ metafile }) => {
    for (const [file, { bytes }] of Object.entries(metafile?.outputs ?? {})) {
      if (file.endsWith('.js')) console.log(`${file} ${(bytes / 1024).toFixed(0)} KB`);
    }
    if (watch) console.log('[watch] build finished');
  });
}
