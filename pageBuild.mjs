import { build } from 'esbuild';

/**
 * What runs in the browser that VS Code shows a panel with. Each page is one file with its worker in it: a panel waits longer
 * for a second file than for a larger first one.
 */
export const pageBuild = {
  entryPoints: {
    explorer: 'src/webview/explorer.ts',
    compare: 'src/webview/compare.ts',
    style: 'src/webview/explorer.css',
  },
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  logLevel: 'warning',
  plugins: [{ name: 'programs as texts', setup: importProgramsAsTexts }],
};

/** `import text from './worker.program'` is the program that `worker.ts` makes. */
function importProgramsAsTexts(esbuild) {
  const {
    absWorkingDir = process.cwd(),
    bundle,
    platform,
    format,
    target,
    minify = false,
  } = esbuild.initialOptions;
  const options = { absWorkingDir, bundle, platform, format, target, minify, metafile: true };
  esbuild.onResolve({ filter: /\.program$/ }, async ({ path: name, importer, resolveDir }) => {
    const source = name.replace(/\.program$/, '.ts');
    const { path: file, errors } = await esbuild.resolve(source, {
      kind: 'import-statement',
      importer,
      resolveDir,
    });
    return { path: file, errors, namespace: 'program' };
  });
  esbuild.onLoad({ filter: /./, namespace: 'program' }, async ({ path: file }) => {
    const { outputFiles, metafile } = await build({
      ...options,
      entryPoints: [file],
      write: false,
    });
    const watchFiles = Object.keys(metafile.inputs).map(input => `${absWorkingDir}/${input}`);
    return { contents: outputFiles[0].text, loader: 'text', watchFiles };
  });
}
