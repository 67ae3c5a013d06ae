import assert from 'node:assert/strict';
import { age, ageInWords, counted, inBytes, objectivesInWords } from '../../../src/ui/wording';

const now = Date.parse('2026-03-10T12:00:00.000Z');

describe('wording', () => {
  it('writes sizes with few digits', () => {
    const written = [0, 812, 1023, 1024, 10_137, 32_154, 1_048_000, 1_468_006, 96e9].map(inBytes);
    assert.deepEqual(written, [
      '0 bytes',
      '812 bytes',
      '1023 bytes',
      '1.0 KB',
      '9.9 KB',
      '31 KB',
      '1023 KB',
      '1.4 MB',
      '89 GB',
    ]);
  });

  it('counts with the right plural', () => {
    assert.deepEqual(
      [counted(1, 'result'), counted(1204, 'result'), counted(2, 'copy'), counted(0, 'key')],
      ['1 result', '1,204 results', '2 copies', '0 keys'],
    );
  });

  it('tells ages in the largest unit that fits', () => {
    const ages = [
      '2026-03-10T11:59:30.000Z',
      '2026-03-10T11:55:00.000Z',
      '2026-03-07T12:00:00.000Z',
      '2024-01-01T00:00:00.000Z',
    ];
    assert.deepEqual(
      ages.map(iso => age(iso, now)),
      ['now', '5 min', '3 d', '2 y'],
    );
    assert.deepEqual(
      ages.map(iso => ageInWords(iso, now)),
      ['just now', '5 minutes ago', '3 days ago', '2 years ago'],
    );
  });

  it('takes a time that lies ahead, from a clock that is wrong, for now', () => {
    assert.equal(age('2027-01-01T00:00:00.000Z', now), 'now');
  });

  it('names up to three objectives with their directions and counts more', () => {
    const objective = (name: string, direction?: 'maximize') => ({
      name,
      role: 'objective' as const,
      ...(direction && { direction }),
    });
    assert.equal(
      objectivesInWords([
        { name: 'x', role: 'design' },
        objective('cost'),
        objective('yield', 'maximize'),
      ]),
      'min cost, max yield',
    );
    assert.equal(
      objectivesInWords(['a', 'b', 'c', 'd'].map(name => objective(name))),
      '4 objectives',
    );
    assert.equal(objectivesInWords([]), 'no objectives');
  });
});
