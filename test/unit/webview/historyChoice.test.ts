import assert from 'node:assert/strict';
import type { ColumnType } from '../../../src/core/column';
import type { Role } from '../../../src/core/variables';
import { orderColumns } from '../../../src/webview/views/history/historyChoice';

const column = (name: string, type: ColumnType = 'int64', role: Role = 'observable') => ({
  variable: { name, role },
  type,
});

describe('The columns along which evaluations can lie', () => {
  it('are numbers of trials and times, as tools call them', () => {
    const names = ['number', 'trial_index', 'trial_id', 'iteration', 'start_time', 'reported_at'];
    assert.deepEqual(orderColumns({ columns: names.map(name => column(name)) }), names);
    const texts = ['datetime_start', 'time_created'];
    assert.deepEqual(orderColumns({ columns: texts.map(name => column(name, 'string')) }), texts);
  });

  it('are no durations, no texts that count, and no variables', () => {
    const columns = [
      column('duration', 'float64'),
      column('runtime', 'float64'),
      column('trial_id', 'string'),
      column('numbers_of_layers', 'int64'),
      column('number', 'int64', 'design'),
    ];
    assert.deepEqual(orderColumns({ columns }), []);
  });
});
