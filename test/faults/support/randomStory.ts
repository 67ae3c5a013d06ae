import type { LastingName } from '../../../src/storage/address';
import type { Random } from '../../unit/support/random';
import { slotOf } from './contents';
import type { Contents } from './contents';
import { contentsAfter } from './operations';
import type { Operation } from './operations';

const keys = ['a', 'b', 'runs/a', 'runs/b', 'runs/deep/c', 'a/b'];
const length = 40;

/** Operations in a random order, each of which can be done where it comes; the first ones fill an empty store. */
export function randomOperations(
  random: Random,
  sides: readonly LastingName[],
): readonly Operation[] {
  const operations: Operation[] = [];
  let contents: Contents = new Map();
  while (operations.length < length) {
    const operation = randomOperation(random, contents, sides);
    const marks = `m${operations.length}`;
    if (operation === undefined) continue;
    operations.push('mark' in operation ? { ...operation, mark: marks } : operation);
    contents = contentsAfter(contents, operations.at(-1) as Operation, sides);
  }
  return operations;
}

/** Undefined when what was drawn cannot be done now. */
function randomOperation(
  random: Random,
  contents: Contents,
  sides: readonly LastingName[],
): Operation | undefined {
  const key = random.pick(keys);
  const newKey = random.pick(keys);
  const isIn = (side: LastingName, its: string) => contents.has(slotOf(side, its));
  switch (random.below(sides.length === 1 ? 7 : 10)) {
    case 0:
    case 1:
    case 2:
      return { do: 'save', key, mark: '' };
    case 3:
      return isIn('primary', key) ? { do: 'edit', key, mark: '' } : undefined;
    case 4: {
      // Where only one side has the new key, renaming refuses.
      const canRename = sides.every(side => isIn(side, key)) && key !== newKey;
      return canRename ? { do: 'rename', key, newKey, overwrite: true } : undefined;
    }
    case 5:
      return { do: 'delete', key };
    case 6:
      return random.below(6) === 0 ? { do: 'clear' } : undefined;
    case 7: {
      const from = random.pick(sides);
      const to = from === 'primary' ? 'secondary' : 'primary';
      const move = random.below(2) === 0;
      const canMigrate = isIn(from, key) && !isIn(to, key);
      return canMigrate ? { do: 'migrate', key, from, to, move } : undefined;
    }
    case 8:
      return { do: 'delete from', side: random.pick(sides), key };
    default:
      return syncToSecondary(contents);
  }
}

function syncToSecondary(contents: Contents): Operation | undefined {
  const marks = (side: LastingName) =>
    keys.flatMap(key => {
      const mark = contents.get(slotOf(side, key));
      return mark === undefined ? [] : [[key, mark] as const];
    });
  const primary = marks('primary');
  // What only the target has stays there, so that both sides are alike only without it.
  const hasOnlyMore = marks('secondary').every(([key]) => contents.has(slotOf('primary', key)));
  if (!hasOnlyMore) return undefined;
  return { do: 'sync', direction: 'primary_to_secondary', leaves: primary };
}
