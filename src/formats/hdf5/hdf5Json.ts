import type { PythonJson } from '../pythonJson';
import type { Hdf5Data, Hdf5Reader } from './hdf5Reader';

/** More is no remark about a run but data. */
const maxValues = 1000;
const maxObjects = 1000;
const maxDepth = 6;

/** The texts of a dataset; none when it is not there or holds numbers. */
export function textsOf(data: Hdf5Data | undefined): readonly string[] {
  return Array.from(data?.values ?? []).filter(value => typeof value === 'string');
}

/** The numbers of a dataset, integers too large for a double rounded; none when it is not there or holds texts. */
export function numbersOf(data: Hdf5Data | undefined): readonly number[] {
  return Array.from(data?.values ?? []).flatMap(value =>
    typeof value === 'string' ? [] : Number(value),
  );
}

/** A dataset as JSON: one value, a list, or for a list whose dimension has names an object; `undefined` when it is large. */
export function dataJson(
  data: Hdf5Data | undefined,
  names: readonly string[] = [],
): PythonJson | undefined {
  if (data === undefined || data.values.length > maxValues) return undefined;
  const values = Array.from(data.values);
  if (data.shape.length === 0) return values[0];
  const isNamed = names.length === values.length && new Set(names).size === names.length;
  if (!isNamed) return values;
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
}

/** All that a group holds, as far as it is small, nested as the groups are. */
export function groupJson(
  reader: Hdf5Reader,
  path: string,
): { readonly [name: string]: PythonJson } {
  let objects = 0;
  return collect(path, 0);

  function collect(at: string, depth: number): { readonly [name: string]: PythonJson } {
    const fields: [string, PythonJson][] = [];
    for (const name of reader.keys(at)) {
      if (objects++ >= maxObjects) break;
      const inner = `${at}/${name}`;
      if (!reader.isGroup(inner)) {
        const value = dataJson(reader.data(inner), scaleNames(reader, inner));
        if (value !== undefined) fields.push([name, value]);
      } else if (depth < maxDepth) fields.push([name, collect(inner, depth + 1)]);
    }
    return Object.fromEntries(fields);
  }
}

/** Names of what lies along the only dimension of a dataset, where it has a scale of texts. */
function scaleNames(reader: Hdf5Reader, path: string): readonly string[] {
  const scales = reader.scales(path, 0).map(scale => textsOf(reader.data(scale)));
  return scales.find(names => names.length > 0) ?? [];
}
