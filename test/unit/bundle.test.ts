import assert from 'node:assert/strict';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';

const repository = `${import.meta.dirname}/../..`;
const entry = 'dist/extension.js';

/** The bundle as `esbuild.mjs --production` divides it, without the translation to CommonJS. */
async function bundle(): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: { extension: 'src/extension.ts' },
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
  let atStart: readonly string[];

  before(async () => {
    outputs = await bundle();
    atStart = filesAtStart(outputs);
  });

  it('loads nothing at the start that only imports, exports, edits or sql.js need', () => {
    const heavy = ['papaparse', 'hyparquet', 'hyparquet-writer', 'sql.js', 'jsonc-parser'];
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
    const needed = new Set(['lru-cache', 'json-stringify-pretty-compact']);
    const found = packagesIn(atStart, outputs);
    assert.deepEqual(
      [...found].filter(name => !needed.has(name)),
      [],
    );
  });

  it('is at most 260 KB at the start and 700 KB in all', () => {
    assert.ok(
      sizeOf(atStart, outputs) <= 260 * 1024,
      `${sizeOf(atStart, outputs)} bytes at the start`,
    );
    const all = sizeOf(Object.keys(outputs), outputs);
    assert.ok(all <= 700 * 1024, `${all} bytes in all`);
  });
});
