import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeResult, encodeResult, readHead } from '../../src/core/resultFile';
import { aByteSource } from './support/byteSource';
import { scriptColumn } from './support/scriptValues';
import type { ScriptColumn } from './support/scriptValues';

const fixtures = join(import.meta.dirname, '../fixtures/arrow');
const bytes = new Uint8Array(readFileSync(join(fixtures, 'format-1.arrow')));
const inPandas = JSON.parse(readFileSync(join(fixtures, 'format-1.json'), 'utf8')) as {
  readonly columns: readonly ScriptColumn[];
};
const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };

// Users have files like this one: it is never written again, see test/fixtures/makeFormatFixture.ts.
describe('version 1 of the file format', () => {
  it('has the values that pandas found in its sample, bit for bit', async () => {
    const { result } = await decodeResult(bytes, origin);
    assert.deepEqual(result.columns.map(scriptColumn), inPandas.columns);
  });

  it('keeps what the sample says of the result', async () => {
    const { result, head } = await decodeResult(bytes, origin);
    assert.equal(head.id, '01234567-89ab-4cde-8f01-23456789abcd');
    assert.equal(head.revision, 'fedcba98-7654-4321-8fed-cba987654321');
    assert.equal(head.createdAt, '2026-01-02T03:04:05.678Z');
    assert.equal(head.updatedAt, '2026-02-03T04:05:06.789Z');
    assert.equal(head.problem.description, 'Cost and deflection – “hard” text: 🙂');
    assert.deepEqual(result.metadata, { campaign: { year: 2026, tags: ['a', null, true, 0.1] } });
    assert.deepEqual(result.resultSets[1], {
      name: 'picked',
      rows: [2],
      parent: 'front',
      operations: ['intersection(front, by hand)'],
    });
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable),
      [
        { name: 'f1', role: 'objective', direction: 'minimize' },
        { name: 'f2', role: 'objective', direction: 'maximize' },
      ],
    );
    assert.deepEqual(result.designVariables[0]?.variable, {
      name: 'x1',
      role: 'design',
      unit: 'mm',
      lower: 0,
      upper: 100,
    });
  });

  it('has the same head when only the head is read', async () => {
    const { head } = await decodeResult(bytes, origin);
    assert.deepEqual(await readHead(aByteSource(bytes), origin), head);
  });

  it('is what is written today, byte for byte', async () => {
    const { result, head } = await decodeResult(bytes, origin);
    const again = await encodeResult(result, head);
    assert.deepEqual(Buffer.from(again.bytes), Buffer.from(bytes));
  });
});
