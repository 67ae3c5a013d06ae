import assert from 'node:assert/strict';
import path from 'node:path';
import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { layerRule } from '../../lint/layerRule.mjs';

const root = path.resolve(__dirname, '..', '..', '..');

/** What the rule says about `code` in `file`. */
function complaints(file: string, code: string): readonly string[] {
  const linter = new Linter({ cwd: root });
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { optiscope: { rules: { layers: layerRule } } },
    rules: { 'optiscope/layers': 'error' },
  };
  return linter.verify(code, config, path.join(root, file)).map(message => message.message);
}

const forbidden: readonly (readonly [file: string, code: string])[] = [
  ['src/core/result.ts', `import { StorageError } from '../storage/errors';`],
  ['src/core/result.ts', `import type { StorageError } from '../storage/errors';`],
  ['src/core/result.ts', `export { StorageError } from '../storage/errors';`],
  ['src/core/result.ts', `export * from '../storage/errors';`],
  ['src/core/result.ts', `const load = () => import('../storage/errors');`],
  ['src/core/result.ts', `let error: import('../storage/errors').StorageError;`],
  ['src/core/result.ts', `const errors = require('../storage/errors');`],
  ['src/core/result.ts', `import 'lru-cache';`],
  ['src/core/result.ts', `import { tableFromIPC } from 'apache-arrow';`],
  ['src/core/result.ts', `const load = (name: string) => import(name);`],
  ['src/storage/manager.ts', `import * as vscode from 'vscode';`],
  ['src/storage/manager.ts', `import type { Uri } from 'vscode';`],
  ['src/storage/manager.ts', `import { readFile } from 'node:fs/promises';`],
  ['src/storage/manager.ts', `import { readFile } from 'fs/promises';`],
  ['src/storage/manager.ts', `import { MemoryStorage } from './backends/memory';`],
  ['src/storage/manager.ts', `import { Reporter } from '../ui/report';`],
  ['src/storage/backends/memory.ts', `import { StorageManager } from '../manager';`],
  ['src/storage/backends/memory.ts', `import { planSync } from '../syncPlan';`],
  ['src/formats/csv.ts', `import { StorageError } from '../storage/errors';`],
  ['src/platform/sqlJsFile.ts', `import initSqlJs from 'sql.js';`],
  ['src/platform/sqlJsFile.ts', `import { DiskFiles } from './node/diskFiles';`],
  ['src/platform/node/diskFiles.ts', `import * as vscode from 'vscode';`],
  [
    'src/platform/node/diskFiles.ts',
    `import { DatabaseStorage } from '../../storage/backends/database';`,
  ],
  ['src/platform/web/files.ts', `import path from 'node:path';`],
  ['src/ui/report.ts', `import { MemoryStorage } from '../storage/backends/memory';`],
  ['src/ui/report.ts', `import { nodePorts } from '../platform/node/nodePorts';`],
  ['src/ui/report.ts', `import path from 'node:path';`],
  ['src/ui/report.ts', `import { activate } from '../extension';`],
  ['src/webview/panel.ts', `import * as vscode from 'vscode';`],
  ['src/extension.ts', `import path from 'node:path';`],
  ['test/unit/report.test.ts', `import * as vscode from 'vscode';`],
  ['src/elsewhere/thing.ts', ''],
];

const allowed: readonly (readonly [file: string, code: string])[] = [
  ['src/core/resultFile.ts', `import { readArrow } from './arrow/readArrow';`],
  ['src/core/arrow/writeArrow.ts', `import { columnBuffers } from './columnBuffers';`],
  ['src/storage/open.ts', `import { MemoryStorage } from './backends/memory';`],
  ['src/storage/backends/memory.ts', `import type { StorageBackend } from '../backend';`],
  ['src/formats/export/toParquet.ts', `const load = () => import('hyparquet-writer');`],
  ['src/platform/sqlJsDatabase.ts', `import initSqlJs from 'sql.js';`],
  ['src/platform/node/diskFiles.ts', `import { readFile } from 'node:fs/promises';`],
  ['src/platform/web/files.ts', `import * as vscode from 'vscode';`],
  ['src/ui/report.ts', `import * as vscode from 'vscode';`],
  ['src/ui/tree/resultTree.ts', `import type { Header } from '../../core/header';`],
  ['src/extension.ts', `import { nodePorts } from './platform/node/nodePorts';`],
  ['test/host/tree.test.ts', `import * as vscode from 'vscode';`],
];

describe('The lint rule for layers', () => {
  for (const [file, code] of forbidden) {
    it(`forbids in ${file}: ${code || 'a file outside the layers'}`, () => {
      assert.equal(complaints(file, code).length, 1);
    });
  }
  for (const [file, code] of allowed) {
    it(`allows in ${file}: ${code}`, () => {
      assert.deepEqual(complaints(file, code), []);
    });
  }
});
