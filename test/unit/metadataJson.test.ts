import assert from 'node:assert/strict';
import {
  readMetadata,
  readProblem,
  readResultSets,
  readVariable,
} from '../../src/core/metadataJson';

const path = ['variables', 2];

describe('readVariable', () => {
  it('returns all fields of a variable, frozen', () => {
    const variable = {
      name: 'x',
      role: 'design',
      unit: 'mm',
      description: '',
      lower: -1.5,
      upper: 2,
      choices: ['a', 1, true, null],
      log: false,
    };
    const read = readVariable(variable, path);
    assert.deepEqual(read, variable);
    assert.ok(Object.isFrozen(read) && Object.isFrozen(read.choices));
  });

  const faults: readonly (readonly [string, object, string, RegExp])[] = [
    [
      'an unknown field',
      { colour: 'red' },
      'colour',
      /left out, as the fields here are name, role/,
    ],
    ['an unknown role', { role: 'goal' }, 'role', /one of "design", "objective".*but is "goal"/],
    ['no role', { role: undefined }, 'role', /but is missing/],
    [
      'a number as text',
      { lower: '1' },
      'lower',
      /variables\[2\]\.lower must be a finite number, but is "1"/,
    ],
    ['an infinite bound', { upper: Infinity }, 'upper', /finite number, but is Infinity/],
    ['bounds the wrong way round', { lower: 2, upper: 1 }, 'upper', /at least the lower bound 2/],
    ['a direction of a design variable', { direction: 'minimize' }, 'direction', /only objectives/],
    ['a limit of a design variable', { limit: 1 }, 'limit', /only constraints/],
    ['an ideal of a constraint', { role: 'equality', ideal: 1 }, 'ideal', /only objectives/],
    ['"==" of an inequality', { role: 'inequality', sense: '==' }, 'sense', /"<=" or ">="/],
    ['"<=" of an equality', { role: 'equality', sense: '<=' }, 'sense', /"=="/],
    ['a flag that is not one', { log: 1 }, 'log', /true or false/],
  ];
  for (const [what, fields, key, message] of faults) {
    it(`refuses ${what} and names the place`, () => {
      const variable = { name: 'x', role: 'design', ...fields };
      assert.throws(() => readVariable(variable, path), {
        code: 'invalid',
        path: [...path, key],
        message,
      });
    });
  }

  it('refuses a choice that is a list', () => {
    assert.throws(() => readVariable({ name: 'x', role: 'design', choices: ['a', []] }, path), {
      path: [...path, 'choices', 1],
    });
  });

  it('refuses what is not an object', () => {
    for (const value of [null, [], 'x', 1, undefined, new Map()]) {
      assert.throws(() => readVariable(value, path), { code: 'invalid', path });
    }
  });
});

describe('readProblem', () => {
  it('keeps the named fields and any further JSON', () => {
    const problem = {
      name: 'p',
      solver: 's',
      runDate: '2026-02-28',
      nEvaluations: 0,
      more: { deep: [null] },
    };
    assert.deepEqual(readProblem(problem), problem);
  });

  for (const runDate of ['2026-01-31', '2026-01-31T12:00Z', '2026-01-31T12:00:00.123456+02:00']) {
    it(`takes the date ${runDate}`, () => {
      assert.equal(readProblem({ name: 'p', runDate }).runDate, runDate);
    });
  }

  for (const runDate of ['yesterday', '2026-02-30', '31.01.2026', '2026-01-31 12:00', 5]) {
    it(`refuses the date ${runDate}`, () => {
      assert.throws(() => readProblem({ name: 'p', runDate }), { path: ['problem', 'runDate'] });
    });
  }

  for (const nEvaluations of [-1, 1.5, '3', null]) {
    it(`refuses ${JSON.stringify(nEvaluations)} evaluations`, () => {
      assert.throws(() => readProblem({ name: 'p', nEvaluations }), {
        path: ['problem', 'nEvaluations'],
      });
    });
  }
});

describe('readMetadata', () => {
  it('keeps a key "__proto__" as a key', () => {
    const read = readMetadata(JSON.parse('{"__proto__":{"polluted":true}}'));
    assert.deepEqual(Object.keys(read), ['__proto__']);
    assert.equal(Object.getPrototypeOf(read), Object.prototype);
  });

  it('keeps what it reads back the same: -0 is 0, as in JSON', () => {
    assert.ok(Object.is(readMetadata({ zero: -0 })['zero'], 0));
  });

  const faults: readonly (readonly [string, unknown])[] = [
    ['undefined', undefined],
    ['a date', new Date()],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['an infinity', Infinity],
    ['half of a surrogate pair', '\ud83d'],
    ['a typed array', new Float64Array(1)],
  ];
  for (const [what, value] of faults) {
    it(`refuses ${what}, which JSON would lose`, () => {
      assert.throws(() => readMetadata({ a: [value] }), {
        code: 'invalid',
        path: ['metadata', 'a', 0],
      });
    });
  }

  it('refuses what contains itself instead of running out of stack', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    assert.throws(() => readMetadata({ circle }), { code: 'invalid', message: /nested at most/ });
  });
});

describe('readResultSets', () => {
  const sets = [
    { name: 'a', rows: [0, 5], createdAt: '2026-01-31T12:00:00Z', operations: ['pick()'] },
    { name: 'b', rows: [], parent: 'a', createdBy: 'me', description: 'd' },
  ];

  it('returns the sets', () => {
    assert.deepEqual(readResultSets(sets), sets);
  });

  const faults: readonly (readonly [string, unknown, readonly unknown[]])[] = [
    ['sets of one name', [sets[0], sets[0]], ['resultSets', 1, 'name']],
    ['rows out of order', [{ name: 'a', rows: [1, 0] }], ['resultSets', 0, 'rows', 1]],
    ['a row twice', [{ name: 'a', rows: [1, 1] }], ['resultSets', 0, 'rows', 1]],
    ['a negative row', [{ name: 'a', rows: [-1] }], ['resultSets', 0, 'rows', 0]],
    ['half a row', [{ name: 'a', rows: [0.5] }], ['resultSets', 0, 'rows', 0]],
    ['a row that is not there', [{ name: 'a', rows: [6] }], ['resultSets', 0, 'rows', 0]],
    ['an unknown field', [{ name: 'a', rows: [], colour: 1 }], ['resultSets', 0, 'colour']],
    [
      'a time in another zone',
      [{ ...sets[0], createdAt: '2026-01-31T12:00:00+01:00' }],
      ['resultSets', 0, 'createdAt'],
    ],
    [
      'an operation that is no text',
      [{ name: 'a', rows: [], operations: [1] }],
      ['resultSets', 0, 'operations', 0],
    ],
  ];
  for (const [what, json, at] of faults) {
    it(`refuses ${what} and names the place`, () => {
      assert.throws(() => readResultSets(json, ['resultSets'], 6), { code: 'invalid', path: at });
    });
  }
});
