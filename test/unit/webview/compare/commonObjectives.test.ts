import assert from 'node:assert/strict';
import type { Direction } from '../../../../src/core/variables';
import { commonObjectives, listed } from '../../../../src/webview/compare/commonObjectives';
import type { ObjectiveSource } from '../../../../src/webview/compare/commonObjectives';

interface Described {
  readonly direction?: Direction;
  readonly unit?: string;
  readonly type?: 'float64' | 'string';
}

function result(
  name: string,
  objectives: Readonly<Record<string, Described>>,
  guessed: readonly string[] = [],
): ObjectiveSource {
  const columns = Object.entries(objectives).map(([objective, { type = 'float64', ...rest }]) => ({
    variable: { name: objective, role: 'objective' as const, ...rest },
    type,
  }));
  const guess = { direction: 'minimize', by: 'convention' };
  const assumed = Object.fromEntries(guessed.map(objective => [objective, guess]));
  return { name, outline: { columns, metadata: { assumed } } };
}

const min = { direction: 'minimize' } as const;
const max = { direction: 'maximize' } as const;

describe('objectives of several results', () => {
  it('are common by their names, with direction and unit', () => {
    const both = { cost: { ...min, unit: '€' }, speed: max };
    assert.deepEqual(commonObjectives([result('a', both), result('b', both)]), {
      common: [
        { name: 'cost', direction: 'minimize', unit: '€' },
        { name: 'speed', direction: 'maximize' },
      ],
      refused: [],
      notes: [],
    });
  });

  it('are refused where directions differ, saying who says what', () => {
    const { common, refused } = commonObjectives([
      result('a', { f: min }),
      result('b', { f: max }),
      result('c', { f: min }, ['f']),
    ]);
    assert.deepEqual(common, []);
    assert.deepEqual(refused, [
      {
        objective: 'f',
        words:
          '"f" is not compared: it is minimised in a, maximised in b and minimised in c (assumed).',
      },
    ]);
  });

  it('are refused where units differ by a letter', () => {
    const { common, refused } = commonObjectives([
      result('a', { mass: { ...min, unit: 'kg' }, f: min }),
      result('b', { mass: { ...min, unit: 'Kg' }, f: min }),
    ]);
    assert.deepEqual(
      common.map(({ name }) => name),
      ['f'],
    );
    assert.deepEqual(
      refused.map(({ words }) => words),
      ['"mass" is not compared: its unit is "kg" in a and "Kg" in b.'],
    );
  });

  it('are refused where one holds texts', () => {
    const { refused } = commonObjectives([
      result('a', { f: min }),
      result('b', { f: { ...min, type: 'string' } }),
    ]);
    assert.match(
      refused[0]?.words ?? '',
      /"f" is not compared: it holds texts, not numbers, in b\./,
    );
  });

  it('take a unit that only some say for that of all, and say so', () => {
    const { common, notes } = commonObjectives([
      result('a', { mass: min }),
      result('b', { mass: { ...min, unit: 'kg' } }),
    ]);
    assert.deepEqual(common, [{ name: 'mass', direction: 'minimize', unit: 'kg' }]);
    assert.deepEqual(notes, ['"mass" has no unit in a: "kg" is assumed there, too.']);
  });

  it('say which directions are assumed, guessed or absent', () => {
    const { notes } = commonObjectives([
      result('a', { f: min }, ['f']),
      result('b', { f: {} }),
      result('c', { f: min }),
    ]);
    assert.deepEqual(notes, ['That "f" is minimised is assumed in a and b.']);
  });

  it('are left out where not all have them, saying who has', () => {
    const { common, notes } = commonObjectives([
      result('a', { f: min, g: min }),
      result('b', { f: min, g: min, h: max }),
      result('c', { f: min }),
    ]);
    assert.deepEqual(
      common.map(({ name }) => name),
      ['f'],
    );
    assert.deepEqual(notes, [
      '"g" is left out: only a and b have it.',
      '"h" is left out: only b has it.',
    ]);
  });
});

describe('names in a sentence', () => {
  it('have commas and one "and"', () => {
    assert.equal(listed([]), '');
    assert.equal(listed(['a']), 'a');
    assert.equal(listed(['a', 'b', 'c']), 'a, b and c');
  });
});
