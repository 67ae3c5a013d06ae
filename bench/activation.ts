import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './measure';

const bundle = join(import.meta.dirname, '..', 'dist', 'extension.js');
const repeats = 15;

/** Evaluates the bundle in a fresh Node, as an extension host does before it calls `activate`; prints milliseconds. */
const evaluate = `
const Module = require('node:module');
const load = Module._load;
class Anything {}
const vscode = new Proxy({}, { get: () => Anything });
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
const start = performance.now();
require(process.argv[1]);
console.log(performance.now() - start);`;

/** Only reads and compiles the same text. */
const compile = `
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const start = performance.now();
new Script(readFileSync(process.argv[1], 'utf8'));
console.log(performance.now() - start);`;

/** Says how large the bundle is and how long it takes to load: not the time that `activate` itself takes. */
export function benchActivation(): string {
  if (!existsSync(bundle)) return 'Loading the bundle: skipped, run `npm run vscode:prepublish`.';
  const text = readFileSync(bundle, 'utf8');
  const kind = text.includes('//# sourceMappingURL') ? 'development' : 'production';
  const samples = Array.from({ length: repeats }, () => [inNode(evaluate), inNode(compile)]);
  const evaluation = median(samples.map(([ms = NaN]) => ms));
  const compilation = median(samples.map(([, ms = NaN]) => ms));
  return [
    `Loading dist/extension.js (${kind} build, ${(text.length / 1024).toFixed(0)} KB) in plain Node with an empty \`vscode\`:`,
    `${evaluation.toFixed(1)} ms, beside reading and compiling its text: ${compilation.toFixed(1)} ms,`,
    `ratio ${(evaluation / compilation).toPrecision(2)}`,
  ].join(' ');
}

function inNode(code: string): number {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', code, bundle], {
    encoding: 'utf8',
  });
  const ms = Number.parseFloat(stdout);
  if (Number.isNaN(ms)) throw new Error(`The bundle cannot be loaded: ${stderr}`);
  return ms;
}
