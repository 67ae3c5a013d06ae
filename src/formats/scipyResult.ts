import type { Detection, Format, ImportedResult, SourceFile } from './format';
import { FormatError } from './formatError';
import { fieldOf, isObject } from './jsonFields';
import { isArray } from './pythonJson';
import { iterationsResult } from './scipy/iterationsResult';
import { optimaResult } from './scipy/optimaResult';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

/**
 * `OptimizeResult`s saved as JSON: of SciPy, one row for each of them, or of scikit-optimize, one row per evaluation. Both
 * minimise.
 */
export const scipyResult: Format = {
  id: 'scipy-result',
  title: 'SciPy or scikit-optimize result',
  holds: 'one',
  detect,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file) ?? '';
  if (!/^\s*(?:\[\s*)?\{\s*"/.test(text)) return undefined;
  const has = (...names: readonly string[]): boolean =>
    names.some(name => new RegExp(`"${name}"\\s*:`).test(text));
  const isOptimum = has('x') && has('fun') && has('nfev', 'success', 'message');
  const isHistory =
    has('fun') && has('func_vals') && (has('x_iters') || file.size > file.head.length);
  return isOptimum || isHistory ? { confidence: 0.8 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const json = await readJson(file);
  if (fieldOf(json, 'func_vals') !== undefined) return [iterationsResult(file.name, json)];
  const optima = isArray(json) ? json : [json];
  const odd = optima.findIndex(
    optimum => !isObject(optimum) || fieldOf(optimum, 'x') === undefined,
  );
  if (odd >= 0 || optima.length === 0) {
    throw new FormatError(
      file.name,
      `is no list of optimisation results: expected objects with x and fun, but number ${Math.max(odd, 0) + 1} is none.`,
    );
  }
  return [optimaResult(file.name, optima)];
}
