import { OptimizationResult } from '../../../src/core/result';
import { boolean, categorical, float64, int64, text } from './columns';

/** One column of each type, with and without missing values, full of what exporters get wrong. */
export const awkwardResult = new OptimizationResult({
  id: '0b9d9b1e-8b0e-4b0e-9d0e-000000000001',
  createdAt: '2026-01-02T03:04:05.678Z',
  problem: { name: 'awkward "é"', solver: 'none' },
  metadata: { notes: ['a', null, { b: 1.5 }] },
  columns: [
    float64('x', [0, -0, 0.1, 1e21, 5e-324, NaN], { role: 'design', lower: -1, log: true }),
    float64('f, "quoted"', [Infinity, -Infinity, null, 1, 1.7976931348623157e308, NaN], {
      role: 'objective',
      direction: 'maximize',
    }),
    int64('n', [1n, -1n, 9007199254740993n, -9223372036854775808n, 0n, 2n]),
    int64('optional n', [null, 9007199254740993n, 2n, 3n, 4n, 5n]),
    boolean('ok', [true, false, true, true, false, true]),
    boolean('maybe', [true, null, false, null, true, false]),
    text('note', ['', 'a,b', 'line\r\nend', '"', '=1+1', 'ünï 🚀']),
    text('optional note', [null, ' padded ', 'NaN', '1', 'true', null]),
    categorical('state', ['COMPLETE', 'FAIL', 'COMPLETE', null, 'FAIL', 'COMPLETE']),
  ],
  resultSets: [{ name: 'front', rows: [0, 2] }],
});
