import type { Hdf5Data, Hdf5Reader } from '../hdf5/hdf5Reader';
import { textsOf } from '../hdf5/hdf5Json';

/** Numbers or texts of an output; a scalar is a list of one. */
export type OutputValues = Hdf5Data['values'];

/** One evaluation. */
export interface DatabaseEntry {
  /** Counted from 0. */
  readonly index: number;
  readonly design: OutputValues;
  readonly outputs: ReadonlyMap<string, OutputValues>;
}

export interface Database {
  readonly entries: readonly DatabaseEntry[];
  readonly notes: readonly string[];
}

/** Of longer outputs, elements are no columns of their own. */
const longestOutput = 1000;
/** What outputs that hardly any evaluation has may add to a table. */
const maxSparseness = 64;
const smallTable = 1_000_000;

/**
 * Reads the evaluations below a node of GEMSEO's: their points in `x`, the names of their outputs in `k`, scalars, arrays
 * and texts in `v`.
 * @throws {Error} when names and values do not fit together.
 */
export function readDatabase(reader: Hdf5Reader, node: string): Database {
  const at = node === '' ? '' : `${node}/`;
  const indices = reader.keys(`${at}x`).filter(name => /^\d{1,15}$/.test(name));
  const left = new LeftOut();
  const entries = indices
    .map(Number)
    .sort((a, b) => a - b)
    .map(index => ({
      index,
      design: reader.data(`${at}x/${index}`)?.values ?? [],
      outputs: left.sift(readOutputs(reader, at, index)),
    }));
  checkSize(entries);
  return { entries, notes: left.notes() };
}

function readOutputs(
  reader: Hdf5Reader,
  at: string,
  index: number,
): readonly (readonly [string, OutputValues])[] {
  const names = textsOf(reader.data(`${at}k/${index}`));
  const placed = new Map<number, OutputValues>();
  for (const group of [`${at}v/arr_${index}`, `${at}v/str_${index}`]) {
    for (const place of reader.keys(group)) {
      const isGradient = names[Number(place)]?.startsWith('@') === true;
      placed.set(Number(place), isGradient ? [] : (reader.data(`${group}/${place}`)?.values ?? []));
    }
  }
  const scalars = reader.data(`${at}v/${index}`)?.values ?? [];
  // Scalars are in the order of their names, those of arrays and texts being left out.
  const scalarPlaces = names.flatMap((_, place) => (placed.has(place) ? [] : place));
  if (scalarPlaces.length !== scalars.length) {
    throw new Error(
      `evaluation ${index} has ${scalars.length} scalar values for ${scalarPlaces.length} names`,
    );
  }
  scalarPlaces.forEach((place, position) => placed.set(place, [scalars[position] ?? NaN]));
  return names.map((name, place) => [name, placed.get(place) ?? []]);
}

/** What is no column, and why. */
class LeftOut {
  private readonly gradients = new Set<string>();
  private readonly long = new Set<string>();

  sift(outputs: readonly (readonly [string, OutputValues])[]): DatabaseEntry['outputs'] {
    const kept = new Map<string, OutputValues>();
    for (const [name, values] of outputs) {
      if (name.startsWith('@')) this.gradients.add(name.slice(1));
      else if (values.length > longestOutput) this.long.add(name);
      else kept.set(name, values);
    }
    return kept;
  }

  notes(): readonly string[] {
    const list = (names: ReadonlySet<string>) => [...names].map(name => `"${name}"`).join(', ');
    return [
      ...(this.gradients.size > 0 ? [`Gradients are left out: of ${list(this.gradients)}.`] : []),
      ...(this.long.size > 0
        ? [`Outputs of more than ${longestOutput} values are left out: ${list(this.long)}.`]
        : []),
    ];
  }
}

function checkSize(entries: readonly DatabaseEntry[]): void {
  const widths = new Map<string, number>();
  let values = 0;
  for (const { design, outputs } of entries) {
    values += design.length;
    widths.set('', Math.max(widths.get('') ?? 0, design.length));
    for (const [name, { length }] of outputs) {
      values += length + 1;
      widths.set(`k${name}`, Math.max(widths.get(`k${name}`) ?? 0, length));
    }
  }
  const columns = [...widths.values()].reduce((sum, width) => sum + width, 0);
  if (columns * entries.length <= maxSparseness * values + smallTable) return;
  throw new Error(`${values} values make no table of ${entries.length} rows, ${columns} columns`);
}
