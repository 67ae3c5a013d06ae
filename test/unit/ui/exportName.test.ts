import assert from 'node:assert/strict';
import { exportName } from '../../../src/ui/exportName';

describe('exportName', () => {
  it('is the last part of the key', () => {
    assert.equal(exportName('zdt/zdt1-nsga2', 'csv'), 'zdt1-nsga2.csv');
    assert.equal(exportName('beam v1.5', 'arrow'), 'beam v1.5.arrow');
  });

  it('has one extension where the key is that of a file', () => {
    assert.equal(exportName('runs/zdt1.npz', 'csv'), 'zdt1.csv');
    assert.equal(exportName('.csv', 'json'), '.csv.json');
  });

  it('is never that of the file that the result comes from', () => {
    assert.equal(exportName('runs/a.csv', 'csv'), 'a-export.csv');
    assert.equal(exportName('A.CSV', 'csv'), 'A-export.csv');
  });

  it('names the part of the result that is exported', () => {
    assert.equal(exportName('runs/zdt1.npz', 'svg', 'pareto'), 'zdt1-pareto.svg');
    assert.equal(exportName('runs/a.csv', 'csv', 'rows'), 'a-rows.csv');
  });
});
