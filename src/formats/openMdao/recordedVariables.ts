import type { Cell } from '../../core/column';
import { stringify } from '../flattenJson';
import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { isObject } from '../jsonFields';
import type { RecordedCase } from './readRecording';

/** One number of a variable, over all cases. */
export interface RecordedElement {
  /** Indices into an array, `[1][0]`; empty for a number alone. */
  readonly path: string;
  /** Among all numbers of the array, in order. */
  readonly position: number;
  /** One per case; `undefined` where it was not recorded. */
  readonly cells: readonly (Cell | undefined)[];
}

export interface RecordedVariable {
  /** As what it was recorded: `outputs`, `inputs`, … */
  readonly part: string;
  readonly name: string;
  readonly elements: readonly RecordedElement[];
}

/** Of what the driver does not know, larger arrays stay one text. */
const largest = { known: 1024, other: 64 } as const;
/** Cells of all columns: a file can claim many more than it has numbers. */
const mostCells = 50_000_000;

/**
 * The variables in the order in which they were first recorded, arrays by their elements.
 * @param isKnown whether the driver knows a variable.
 * @throws {RangeError} when the table of them would be too large; the message is a clause.
 */
export function recordedVariables(
  cases: readonly RecordedCase[],
  isKnown: (part: string, name: string) => boolean,
): readonly RecordedVariable[] {
  const variables = new Map<string, Map<string, Map<string, Element>>>();
  let count = 0;
  const place = (elements: Map<string, Element>, { path, position }: Leaf): Element => {
    const known = elements.get(path);
    if (known !== undefined) return known;
    if (++count * cases.length > mostCells) {
      throw new RangeError(`its ${cases.length} cases have more than ${count} numbers each`);
    }
    const element = {
      path,
      position,
      cells: Array.from<Cell | undefined>({ length: cases.length }),
    };
    elements.set(path, element);
    return element;
  };
  cases.forEach(({ values }, row) => {
    for (const [part, byName] of values) {
      const ofPart = entry(variables, part);
      for (const [name, value] of byName) {
        const elements = entry(ofPart, name);
        const limit = largest[isKnown(part, name) ? 'known' : 'other'];
        for (const leaf of leavesOf(value, limit)) place(elements, leaf).cells[row] = leaf.cell;
      }
    }
  });
  return [...variables].flatMap(([part, byName]) =>
    [...byName].map(([name, elements]) => ({ part, name, elements: [...elements.values()] })),
  );
}

type Element = RecordedElement & { readonly cells: (Cell | undefined)[] };

interface Leaf {
  readonly path: string;
  readonly position: number;
  readonly cell: Cell;
}

function entry<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const found = map.get(key) ?? new Map<string, V>();
  map.set(key, found);
  return found;
}

function leavesOf(value: PythonJson, limit: number): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const isShort = collect(value, '');
  if (!isShort) return [{ path: '', position: 0, cell: stringify(value) }];
  const [only] = leaves;
  // OpenMDAO keeps a number as an array of one.
  return leaves.length === 1 && only !== undefined ? [{ ...only, path: '' }] : leaves;

  /** Whether there are no more than are wanted. */
  function collect(inner: PythonJson, path: string): boolean {
    if (isObject(inner)) leaves.push({ path, position: leaves.length, cell: stringify(inner) });
    else if (inner === null || typeof inner !== 'object') {
      leaves.push({ path, position: leaves.length, cell: inner });
    } else if (isArray(inner)) {
      return inner.every((item, index) => collect(item, `${path}[${index}]`));
    }
    return leaves.length <= limit;
  }
}
