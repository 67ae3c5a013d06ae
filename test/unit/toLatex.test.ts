import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { OptimizationResult } from '../../src/core/result';
import { toLatex } from '../../src/formats/export/toLatex';
import { boolean, float64, int64, text } from './support/columns';

function latex(columns: readonly Column[], digits?: number): readonly string[] {
  const result = new OptimizationResult({ problem: { name: 'a\n\\b' }, columns });
  const bytes = toLatex(result, digits === undefined ? {} : { digits });
  return new TextDecoder().decode(bytes).split('\n');
}

/** The lines between the rules. */
function cells(columns: readonly Column[], digits?: number): readonly string[] {
  const lines = latex(columns, digits);
  return lines.slice(lines.indexOf('\\midrule') + 1, lines.indexOf('\\bottomrule'));
}

describe('toLatex', () => {
  it('is a tabular with the rules of booktabs, with units above', () => {
    const columns = [
      float64('x_1', [0.5, 2], { unit: 'm/s²' }),
      text('note', ['a', 'b']),
      int64('n', [1n, -9007199254740993n]),
    ];
    assert.deepEqual(latex(columns), [
      '% Needs \\usepackage{booktabs}.',
      '% a \\b: 2 rows, floats with all digits.',
      '\\begin{tabular}{rlr}',
      '\\toprule',
      'x\\_1 [m/s²] & note & n \\\\',
      '\\midrule',
      '$0.5$ & a & $1$ \\\\',
      '$2$ & b & $-9007199254740993$ \\\\',
      '\\bottomrule',
      '\\end{tabular}',
      '',
    ]);
  });

  it('writes numbers as they are', () => {
    const values = [0.1, -0, 1e21, 5e-324, NaN, Infinity, -Infinity, null];
    assert.deepEqual(cells([float64('x', values)]), [
      '$0.1$ \\\\',
      '$-0$ \\\\',
      '$1 \\times 10^{21}$ \\\\',
      '$5 \\times 10^{-324}$ \\\\',
      'NaN \\\\',
      '$\\infty$ \\\\',
      '$-\\infty$ \\\\',
      '-- \\\\',
    ]);
  });

  it('writes floats with as many digits as are asked for, and says so', () => {
    const columns = [float64('x', [0.123456, 100, -0, 123456]), int64('n', [1n, 2n, 3n, 123456n])];
    assert.match(latex(columns, 3)[1] ?? '', /floats with 3 significant digits\.$/);
    assert.deepEqual(cells(columns, 3), [
      '$0.123$ & $1$ \\\\',
      '$100$ & $2$ \\\\',
      '$-0.00$ & $3$ \\\\',
      '$1.23 \\times 10^{5}$ & $123456$ \\\\',
    ]);
  });

  it('makes no command of a text', () => {
    const hostile = '\\input{/etc/passwd} 50% $x^2$ #1 & a_b ~ <i> | "q" {}\r\n\u0007end';
    assert.deepEqual(cells([text('t', [hostile, '[2em] a', '* b', ''])]), [
      [
        '\\textbackslash{}input\\{/etc/passwd\\} 50\\% \\$x\\textasciicircum{}2\\$ \\#1 \\& a\\_b',
        '\\textasciitilde{} \\textless{}i\\textgreater{} \\textbar{} {\\char34}q{\\char34} \\{\\} end \\\\',
      ].join(' '),
      '{[}2em] a \\\\',
      '{*} b \\\\',
      ' \\\\',
    ]);
  });

  it('writes every row of a long table', () => {
    const values = Array.from({ length: 2500 }, (_, row) => row);
    assert.equal(cells([float64('x', values)]).length, 2500);
    assert.deepEqual(cells([boolean('ok', [true, null, false])]), [
      'true \\\\',
      '-- \\\\',
      'false \\\\',
    ]);
  });
});
