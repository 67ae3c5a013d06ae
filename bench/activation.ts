import { spawnSync } from 'node:child_process';
import { kilobytes, milliseconds, rowOf } from './figures';
import type { Figure } from './figures';
import { median } from './measure';
import { productionBuild, scriptBytes } from './production';

const repeats = 15;
const mostBytes = 700 * 1024;

/** Evaluates the bundle in a fresh Node, as an extension host does before it calls `activate`; prints milliseconds and bytes. */
const evaluate = `
const Module = require('node:module');
const { dirname } = require('node:path');
const { statSync } = require('node:fs');
const load = Module._load;
class Anything {}
const vscode = new Proxy({}, { get: () => Anything });
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
const start = performance.now();
require(process.argv[1]);
const ms = performance.now() - start;
const files = Object.keys(require.cache).filter(file => file.startsWith(dirname(process.argv[1])));
console.log(ms, files.reduce((sum, file) => sum + statSync(file).size, 0));`;

/** Only reads and compiles the text of the same file. */
const compile = `
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const start = performance.now();
new Script(readFileSync(process.argv[1], 'utf8'));
console.log(performance.now() - start);`;

/** How large the bundle is and how long Node takes to load it: not the time that `activate` itself takes. */
export async function benchActivation(): Promise<readonly Figure[]> {
  const build = await productionBuild();
  const samples = Array.from({ length: repeats }, () => {
    return { evaluated: inNode(evaluate, build.main), compiled: inNode(compile, build.main) };
  });
  const [, bytes = NaN] = samples[0]?.evaluated ?? [];
  return [
    rowOf({
      work: 'bundle: all JavaScript, minified',
      ours: await scriptBytes(build),
      limit: mostBytes,
      format: kilobytes,
    }),
    rowOf({ work: 'bundle: loaded at the start', ours: bytes, format: kilobytes }),
    rowOf({
      work: 'bundle: loading it in plain Node',
      ours: median(samples.map(({ evaluated: [ms = NaN] }) => ms)),
      beside: 'reading and compiling its text',
      theirs: median(samples.map(({ compiled: [ms = NaN] }) => ms)),
      format: milliseconds,
    }),
  ];
}

function inNode(code: string, bundle: string): readonly number[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', code, bundle], {
    encoding: 'utf8',
  });
  const numbers = stdout.trim().split(' ').map(Number);
  if (stdout === '' || numbers.some(Number.isNaN)) {
    throw new Error(`The bundle cannot be loaded: ${stderr}`);
  }
  return numbers;
}
