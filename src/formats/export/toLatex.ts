import { cellAt } from '../../core/column';
import type { Cell } from '../../core/column';
import type { OptimizationResult } from '../../core/result';
import { allSteps } from '../../core/steps';
import type { Steps } from '../../core/steps';
import type { VariableMetadata } from '../../core/variables';

export interface LatexOptions {
  /** Significant digits of floats, 1 to 17; absent: the shortest text that reads back to the same number. */
  readonly digits?: number;
}

/**
 * The values of a result as a LaTeX `tabular` with the rules of the package booktabs: names and units above, numbers to the
 * right, a missing value as a dash. Integers have all their digits. Texts are escaped: no name or value is a command.
 */
export function toLatex(result: OptimizationResult, options: LatexOptions = {}): Uint8Array {
  return allSteps(latexSteps(result, options));
}

/** As many rows as are written in one step. */
const rowsAtOnce = 1000;

/** The same as {@link toLatex}, some rows a step. */
export function* latexSteps(
  { problem, columns, rowCount }: OptimizationResult,
  { digits }: LatexOptions,
): Steps<Uint8Array> {
  const precision = digits === undefined ? 'all digits' : `${digits} significant digits`;
  const lines = [
    '% Needs \\usepackage{booktabs}.',
    `% ${problem.name.replaceAll(/\s+/g, ' ')}: ${rowCount} rows, floats with ${precision}.`,
    `\\begin{tabular}{${columns.map(({ type }) => (isNumeric(type) ? 'r' : 'l')).join('')}}`,
    '\\toprule',
    lineOf(columns.map(({ variable }) => headOf(variable))),
    '\\midrule',
  ];
  for (let row = 0; row < rowCount; row++) {
    lines.push(lineOf(columns.map(column => cellText(cellAt(column, row), digits))));
    if (row % rowsAtOnce === rowsAtOnce - 1) yield row / rowCount;
  }
  lines.push('\\bottomrule', '\\end{tabular}', '');
  return new TextEncoder().encode(lines.join('\n'));
}

function isNumeric(type: string): boolean {
  return type === 'float64' || type === 'int64';
}

function headOf({ name, unit }: VariableMetadata): string {
  return escaped(unit === undefined ? name : `${name} [${unit}]`);
}

function lineOf([first = '', ...others]: readonly string[]): string {
  // After a rule or the end of a line, LaTeX takes these for an option of it.
  const safe = /^[[*]/.test(first) ? `{${first.slice(0, 1)}}${first.slice(1)}` : first;
  return `${[safe, ...others].join(' & ')} \\\\`;
}

function cellText(cell: Cell, digits: number | undefined): string {
  if (cell === null) return '--';
  if (typeof cell === 'string') return escaped(cell);
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return typeof cell === 'number' ? floatText(cell, digits) : `$${cell}$`;
}

function floatText(value: number, digits: number | undefined): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '$\\infty$' : '$-\\infty$';
  const sign = Object.is(value, -0) ? '-' : '';
  const text = sign + (digits === undefined ? String(value) : value.toPrecision(digits));
  const [mantissa = '', exponent] = text.split('e');
  return exponent === undefined
    ? `$${mantissa}$`
    : `$${mantissa} \\times 10^{${Number(exponent)}}$`;
}

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '{\\char34}',
};

/** A text as LaTeX shows it, on one line. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/[\\~^<>|"{}$&#%_]/g, character => special[character] ?? `\\${character}`);
}
