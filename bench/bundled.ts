import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { repository } from '../test/vscode/repository';

/** From here the peers are found, and what the tests use after them. */
const folder = join(import.meta.dirname, 'node_modules', '.bundled');

/**
 * Makes one file of a program of this folder with what it uses of the product, minified as users get that: what runs
 * TypeScript directly adds calls of its own to every function. Returns its path.
 */
export async function bundled(name: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    // Libraries that are CommonJS ask for Node's own modules in their way, and where they lie; keepFolders must not see that.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const ${['__dir', 'name'].join('')} = import.meta.dirname;`,
    },
    plugins: [
      { name: 'libraries of the product only', setup: leavePeersOut },
      { name: 'own folders', setup: keepFolders },
    ],
    logLevel: 'warning',
  });
  return outfile;
}

/** Peers, and the tools that the measuring needs, stay as they were published. */
const leavePeersOut: Plugin['setup'] = esbuild => {
  const source = join(repository, 'src');
  esbuild.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
    const isOurs = importer.startsWith(source) || importer.includes('node_modules');
    return kind === 'entry-point' || isOurs ? undefined : { path, external: true };
  });
};

/** Files of tests and benchmarks find others by where they are themselves. */
const keepFolders: Plugin['setup'] = esbuild => {
  esbuild.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const own = {
      __filename: path,
      __dirname: dirname(path),
      'import.meta.dirname': dirname(path),
    };
    let contents = await readFile(path, 'utf8');
    for (const [name, value] of Object.entries(own)) {
      contents = contents.replaceAll(name, JSON.stringify(value));
    }
    return { contents, loader: 'ts' };
  });
};
