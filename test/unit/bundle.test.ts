import assert from 'node:assert/strict';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';

const repository = `${import.meta.dirname}/../..`;
const entry = 'dist/extension.js';

/** A program as `esbuild.mjs --production` divides it, without the translation to CommonJS. */
async function bundle(name: string, source: string): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: { [name]: source },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    write: false,
  });
  return metafile.outputs;
}

/** The entry and what it imports before it runs. */
function filesAtStart(outputs: Metafile['outputs']): readonly string[] {
  const files = new Set([entry]);
  for (const file of files) {
    for (const { kind, path } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs) files.add(path);
    }
  }
  return [...files];
}

function packagesIn(files: readonly string[], outputs: Metafile['outputs']): ReadonlySet<string> {
  const inputs = files.flatMap(file => Object.keys(outputs[file]?.inputs ?? {}));
  return new Set(
    inputs.flatMap(path => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
  );
}

function sizeOf(files: readonly string[], outputs: Metafile['outputs']): number {
  return files.reduce((sum, file) => sum + (outputs[file]?.bytes ?? NaN), 0);
}

describe('the bundle', () => {
  let outputs: Metafile['outputs'];
  let worker: Metafile['outputs'];
  let atStart: readonly string[];

  before(async () => {
    outputs = await bundle('extension', 'src/extension.ts');
    worker = await bundle('readWorker', 'src/platform/node/readWorker.ts');
    atStart = filesAtStart(outputs);
  });

  it('reads files of other tools in the worker alone', () => {
    const files = Object.keys(outputs);
    const readers = files.flatMap(file =>
      Object.keys(outputs[file]?.inputs ?? {}).filter(path =>
        /^src\/(formats\/(?!export\/|formatError|keyName|describe)|sources\/readHere)/.test(path),
      ),
    );
    assert.deepEqual(readers, []);
    const inWorker = packagesIn(Object.keys(worker), worker);
    for (const name of ['papaparse', 'sql.js']) assert.ok(inWorker.has(name), name);
    assert.ok(!packagesIn(files, outputs).has('papaparse'));
  });

  it('keeps VS Code out of the worker, which has none', () => {
    const imported = Object.values(worker).flatMap(({ imports }) =>
      imports.map(({ path }) => path),
    );
    assert.ok(!imported.includes('vscode'));
  });

  it('loads nothing at the start that only exports, edits or sql.js need', () => {
    const heavy = ['hyparquet-writer', 'sql.js', 'jsonc-parser'];
    const later = Object.keys(outputs).filter(file => !atStart.includes(file));
    const loadedLater = packagesIn(later, outputs);
    const loadedAtStart = packagesIn(atStart, outputs);
    assert.deepEqual(
      heavy.filter(name => !loadedLater.has(name)),
      [],
    );
    assert.deepEqual(
      heavy.filter(name => loadedAtStart.has(name)),
      [],
    );
  });

  it('loads no other package at the start than those that are known to be needed there', () => {
    const needed = new Set(['lru-cache', 'json-stringify-pretty-compact', 'picomatch']);
    const found = packagesIn(atStart, outputs);
    assert.deepEqual(
      [...found].filter(name => !needed.has(name)),
      [],
    );
  });

  it('is at most 290 KB at the start and 540 KB in all', () => {
    assert.ok(
      sizeOf(atStart, outputs) <= 290 * 1024,
      `${sizeOf(atStart, outputs)} bytes at the start`,
    );
    const all = sizeOf(Object.keys(outputs), outputs);
    assert.ok(all <= 540 * 1024, `${all} bytes in all`);
  });
});
