import assert from 'node:assert/strict';
import { FormatError } from '../../../src/formats/formatError';
import { platypusSamples } from '../../fixtures/formats/platypus';
import { cellsOf, columnOf } from '../support/cells';
import { readOne, rolesOf } from '../support/readOne';
import { fakeFile } from '../support/sourceFiles';

function sample(title: RegExp) {
  const found = platypusSamples().find(each => title.test(each.title));
  assert.ok(found);
  return fakeFile(found.at, found.contents[found.at] ?? '');
}

describe('platypus', () => {
  it('reads directions, constraints and bounds that the problem says', async () => {
    const imported = await readOne(sample(/with its problem/));
    assert.deepEqual(rolesOf(imported), [
      'x1 design',
      'x2 design',
      'x3 design',
      'f1 objective',
      'f2 objective',
      'g1 inequality',
      'g2 inequality',
      'g3 equality',
    ]);
    const { result } = imported;
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable.direction),
      ['minimize', 'maximize'],
    );
    const [first, second] = result.inequalityConstraints.map(({ variable }) => variable);
    assert.deepEqual([first?.sense, first?.limit], ['<=', 0]);
    assert.deepEqual([second?.sense, second?.limit], ['>=', 1.5]);
    const { lower, upper } = columnOf(result, 'x1').variable;
    assert.deepEqual([lower, upper], [0, 5]);
    assert.deepEqual(cellsOf(result, 'x2'), ['[true,false,true]', '[false,false,true]']);
    assert.deepEqual(cellsOf(result, 'f1'), [1.5, 2.5]);
    assert.deepEqual(result.problem, { name: 'Belegundu', solver: 'NSGAII', nEvaluations: 10000 });
    assert.equal(result.metadata['assumed'], undefined);
  });

  it('reads directions that older versions write as numbers', async () => {
    const { result } = await readOne(sample(/older versions/));
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable.direction),
      ['minimize', 'maximize'],
    );
  });

  it('minimises objectives of which nothing is said, and says so', async () => {
    const { result, notes } = await readOne(sample(/alone/));
    assert.deepEqual(cellsOf(result, 'f1'), [NaN, 1]);
    assert.deepEqual(cellsOf(result, 'x2'), [3n, 4n]);
    assert.deepEqual(result.metadata['assumed'], {
      f1: { role: 'objective', direction: 'minimize', by: 'tool' },
      f2: { role: 'objective', direction: 'minimize', by: 'tool' },
    });
    assert.match(notes.join(), /minimises objectives unless told otherwise/);
  });

  const faults: readonly (readonly [content: string, words: RegExp])[] = [
    [
      '[{"variables": [1], "objectives": [1], "constraints": []}, {"variables": [1], "objectives": [1, 2], "constraints": []}]',
      /has 1 of 2 objectives in solution 1; all are expected to have the same/,
    ],
    [
      '[{"variables": [1], "objectives": ["a"], "constraints": []}]',
      /holds objectives that are no numbers: "a"/,
    ],
    ['{"algorithm": {"nfe": 1}, "problem": {"nobjs": "a"}, "result": []}', /has no solutions/],
  ];
  for (const [content, words] of faults) {
    it(`says ${words.source}`, async () => {
      await assert.rejects(readOne(fakeFile('a.json', content)), (error: unknown) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, words);
        return true;
      });
    });
  }
});
