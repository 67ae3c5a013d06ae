import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { context, transform } from 'esbuild';
import { pageBuild } from './pageBuild.mjs';

// Builds two programs for Node into dist/: the extension, and the worker that reads files of other tools. Each is what is
// loaded at its start, and in a folder of its own what `import()` loads when it is first needed. Beside them lies the
// WebAssembly file that sql.js reads at run time, and in dist/explorer the pages of panels.
// `--watch` rebuilds on every change; `--production` minifies and leaves out the source maps; a path is built into in place
// of dist/.
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const out = process.argv.slice(2).find(word => !word.startsWith('--')) ?? 'dist';
// The WebAssembly of h5wasm is a text of all bytes, which grows by a third where half of them are escaped.
const charset = 'utf8';
// What a module knows of its own place, in CommonJS.
const ownUrl = `const ownUrl = require('node:url').pathToFileURL(__filename).href;`;
let underWay = 0;

if (production) await rm(out, { recursive: true, force: true });
const programs = await Promise.all([
  program({ name: 'extension', entry: 'src/extension.ts', chunks: 'chunks' }),
  program({ name: 'readWorker', entry: 'src/platform/node/readWorker.ts', chunks: 'readers' }),
  context({
    ...pageBuild,
    outdir: path.join(out, 'explorer'),
    minify: production,
    sourcemap: production ? false : 'inline',
  }),
]);
await copyFile('node_modules/sql.js/dist/sql-wasm.wasm', path.join(out, 'sql-wasm.wasm'));
for (const build of programs) {
  if (watch) {
    await build.watch();
  } else {
    await build.rebuild().catch(() => (process.exitCode = 1));
    await build.dispose();
  }
}

async function program({ name, entry, chunks }) {
  await mkdir(path.resolve(out, chunks), { recursive: true });
  return context({
    entryPoints: { [name]: entry },
    outdir: out,
    chunkNames: `${chunks}/[name]-[hash]`,
    bundle: true,
    platform: 'node',
    // VS Code loads CommonJS, but esbuild splits only modules: what it makes is translated before it is written.
    format: 'esm',
    splitting: true,
    write: false,
    target: 'node20',
    external: ['vscode'],
    // Modules are smaller than the CommonJS builds of the same libraries: what is not used of them is left out.
    mainFields: ['module', 'main'],
    minify: production,
    charset,
    sourcemap: production ? false : 'inline',
    metafile: true,
    logLevel: 'warning',
    plugins: [
      { name: 'one start', setup: loadStartAtOnce },
      { name: 'write', setup: esbuild => writeOutputs(esbuild, { name, chunks }) },
    ],
  });
}

/**
 * Puts everything that is loaded at the start into one file. esbuild makes a chunk for each set of parts that share
 * something, and VS Code takes longer to find a file than to run it; when every part needs all of the start, there is one set.
 */
function loadStartAtOnce(esbuild) {
  const [entry] = Object.values(esbuild.initialOptions.entryPoints);
  const start = path.resolve(entry);
  esbuild.onResolve({ filter: /^\./ }, ({ kind, path: name, importer, resolveDir, pluginData }) => {
    if (kind !== 'dynamic-import' || pluginData === start) return undefined;
    return esbuild
      .resolve(name, { kind, importer, resolveDir, pluginData: start })
      .then(({ path: file, errors }) => ({ path: file, errors, namespace: 'later' }));
  });
  esbuild.onLoad({ filter: /./, namespace: 'later' }, ({ path: file }) => ({
    contents: `import ${JSON.stringify(start)}; export * from ${JSON.stringify(file)};`,
    resolveDir: path.dirname(file),
  }));
}

/** Writes what was built, prints the markers that the editor's background task waits for, and what is loaded when. */
function writeOutputs(esbuild, { name, chunks }) {
  esbuild.onStart(() => {
    underWay += 1;
    if (watch && underWay === 1) console.log('[watch] build started');
  });
  esbuild.onEnd(async ({ outputFiles = [], metafile, errors }) => {
    if (errors.length === 0) {
      const sizes = await Promise.all(outputFiles.map(writeCommonJs));
      await removeOthers(path.resolve(out, chunks), outputFiles);
      report(`${name}.js`, metafile, new Map(sizes));
    }
    underWay -= 1;
    if (watch && underWay === 0) console.log('[watch] build finished');
  });
}

/** Writes a module as CommonJS, in which `import()` is a `require` that waits for its turn; returns its name and size. */
async function writeCommonJs({ path: file, text }) {
  const { code, map } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    minify: production,
    charset,
    ...(text.includes('import.meta.url') && {
      define: { 'import.meta.url': 'ownUrl' },
      banner: ownUrl,
    }),
    sourcefile: path.basename(file),
    sourcemap: production ? false : 'external',
    logLevel: 'warning',
  });
  if (!production) await writeFile(`${file}.map`, map);
  const link = production ? '' : `//# sourceMappingURL=${path.basename(file)}.map\n`;
  await writeFile(file, code + link);
  return [path.basename(file), Buffer.byteLength(code)];
}

/** Removes the chunks of earlier builds, whose names were other ones. */
async function removeOthers(chunks, outputFiles) {
  const present = new Set(outputFiles.map(({ path: file }) => path.basename(file)));
  const old = (await readdir(chunks)).filter(name => !present.has(name.replace(/\.map$/, '')));
  await Promise.all(old.map(name => rm(path.join(chunks, name), { force: true })));
}

/** Says what is loaded at the start: the entry and the chunks that it imports, as opposed to `import()`. */
function report(name, { outputs }, sizes) {
  const entry = Object.keys(outputs).find(file => path.resolve(file) === path.resolve(out, name));
  const atStart = new Set([entry]);
  for (const file of atStart) {
    for (const { kind, path: imported } of outputs[file].imports) {
      if (kind === 'import-statement' && imported in outputs) atStart.add(imported);
    }
  }
  const later = Object.keys(outputs).filter(file => !atStart.has(file));
  const kilobytes = files => {
    const bytes = [...files].reduce((sum, file) => sum + sizes.get(path.basename(file)), 0);
    return `${(bytes / 1024).toFixed(0)} KB in ${files.length ?? files.size} files`;
  };
  console.log(`${entry}: ${kilobytes(atStart)} at the start, ${kilobytes(later)} when needed`);
}
