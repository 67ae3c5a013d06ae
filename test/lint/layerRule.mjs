import path from 'node:path';

/**
 * Who may import what: imports only ever point down, extension → ui → storage → core. A file belongs to the first
 * layer whose `files` match its path from the root of the repository. `may` matches paths from that root for files
 * of ours and names for packages. See "Layers" in CONTRIBUTING.md.
 */
const layers = [
  {
    name: 'core',
    files: /^src\/core\//,
    may: [/^src\/core\//],
  },
  {
    name: 'storage/backends',
    files: /^src\/storage\/backends\//,
    may: [
      /^src\/(core|storage\/backends)\//,
      /^src\/storage\/(?!manager$|open$|stores$|sync|factories$)[^/]+$/,
      /^lru-cache$/,
    ],
  },
  {
    name: 'the two files of storage that know the backends',
    files: /^src\/storage\/(open|stores)$/,
    may: [/^src\/(core|storage)\//],
  },
  {
    name: 'storage',
    files: /^src\/storage\//,
    may: [/^src\/core\//, /^src\/storage\/[^/]+$/, /^lru-cache$/],
  },
  {
    name: 'formats',
    files: /^src\/formats\//,
    may: [
      /^src\/(core|formats)\//,
      /^(papaparse|hyparquet(\/.*)?|hyparquet-writer|fflate|yaml|h5wasm(\/.*)?)$/,
    ],
  },
  {
    name: 'sources',
    files: /^src\/sources\//,
    may: [/^src\/(core|formats|sources)\//, /^src\/storage\/[^/]+$/, /^(lru-cache|picomatch)$/],
  },
  {
    name: 'the driver for sql.js',
    files: /^src\/platform\/sqlJsDatabase$/,
    may: [/^src\/(core|platform)\//, /^src\/storage\/[^/]+$/, /^sql\.js$/],
  },
  {
    name: 'reading in a worker',
    files:
      /^src\/platform\/node\/(readWorker|readInWorker|readLane|readProtocol|borrowedFiles|sentError)$/,
    may: [
      /^src\/(core|sources)\//,
      /^src\/platform\/node\/[^/]+$/,
      /^src\/storage\/[^/]+$/,
      /^src\/formats\/formatError$/,
      /^node:/,
    ],
  },
  {
    name: 'platform/node',
    files: /^src\/platform\/node\//,
    may: [
      /^src\/(core|platform)\/(?!web\/)/,
      /^src\/storage\/[^/]+$/,
      /^src\/formats\/sqlReader$/,
      /^node:/,
    ],
  },
  {
    name: 'platform/web',
    files: /^src\/platform\/web\//,
    may: [/^src\/(core|platform)\/(?!node\/)/, /^src\/storage\/[^/]+$/, /^vscode$/],
  },
  {
    name: 'platform',
    files: /^src\/platform\//,
    may: [
      /^src\/core\//,
      /^src\/platform\/[^/]+$/,
      /^src\/storage\/[^/]+$/,
      /^src\/formats\/sqlReader$/,
    ],
  },
  {
    name: 'ui',
    files: /^src\/ui\//,
    may: [
      /^src\/(core|formats|sources|ui)\//,
      /^src\/storage\/[^/]+$/,
      /^src\/webview\/protocol$/,
      /^(vscode|jsonc-parser|json-stringify-pretty-compact|lru-cache)$/,
    ],
  },
  {
    name: 'webview',
    files: /^src\/webview\//,
    may: [/^src\/(core|webview)\//, /^(lit-html|echarts)(\/|$)/],
  },
  {
    name: 'the composition root',
    files: /^src\/extension$/,
    may: [/^src\/(?!webview\/)/, /^vscode$/],
  },
  {
    name: 'unit tests',
    files: /^test\/unit\//,
    may: [/^(?!vscode$)/],
  },
  {
    name: 'tests and benchmarks',
    files: /^(test|bench)\//,
    may: [/^/],
  },
];

/** Reports an import, of whatever form, that leaves the layers. */
export const layerRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unknown: '"{{file}}" belongs to no layer; see test/lint/layerRule.mjs.',
      forbidden: '{{layer}} must not import "{{target}}". See "Layers" in CONTRIBUTING.md.',
      computed:
        'The layers of an import that is computed cannot be checked: import a literal name.',
    },
  },
  create(context) {
    const file = modulePath(context.filename, context.cwd);
    const layer = layers.find(candidate => candidate.files.test(file));
    const check = source => {
      if (source === null || source === undefined) return;
      if (typeof source.value !== 'string') {
        context.report({ node: source, messageId: 'computed' });
        return;
      }
      const target = source.value.startsWith('.')
        ? modulePath(path.resolve(path.dirname(context.filename), source.value), context.cwd)
        : source.value;
      if (layer.may.some(pattern => pattern.test(target))) return;
      context.report({ node: source, messageId: 'forbidden', data: { layer: layer.name, target } });
    };
    if (layer === undefined) {
      return { Program: node => context.report({ node, messageId: 'unknown', data: { file } }) };
    }
    return {
      ImportDeclaration: node => check(node.source),
      ExportNamedDeclaration: node => check(node.source),
      ExportAllDeclaration: node => check(node.source),
      ImportExpression: node => check(node.source),
      TSImportType: node => check(node.source),
      TSExternalModuleReference: node => check(node.expression),
      'CallExpression[callee.name="require"]': node => check(node.arguments[0]),
    };
  },
};

/** The path from the root, with slashes and without `.ts`. */
function modulePath(file, root) {
  return path.relative(root, file).replaceAll('\\', '/').replace(/\.ts$/, '');
}
