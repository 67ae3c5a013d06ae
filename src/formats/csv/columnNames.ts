const listed = 20;

/** Names for all columns, each once. */
export interface ColumnNames {
  readonly names: readonly string[];
  /** What was renamed, one sentence each. */
  readonly notes: readonly string[];
}

/** Unnamed columns are numbered from 1, repeated names get `_2`, `_3`… */
export function columnNames(header: readonly string[]): ColumnNames {
  const trimmed = header.map((name, index) => name.trim() || `column_${index + 1}`);
  const given = new Set(trimmed);
  const taken = new Set<string>();
  const lastOf = new Map<string, number>();
  const notes: string[] = [];
  const names = trimmed.map((name, index) => {
    const unique = taken.has(name) ? uniqueName(name) : name;
    if (unique !== name) {
      notes.push(`Column ${index + 1} repeats the name "${name}": it is called "${unique}".`);
    }
    taken.add(unique);
    return unique;
  });
  const more = notes.length - listed;
  if (more > 0) notes.splice(listed, more, `${more} further columns repeat names.`);
  return { names, notes };

  /** None that the file gives itself. */
  function uniqueName(name: string): string {
    let count = lastOf.get(name) ?? 1;
    let unique: string;
    do unique = `${name}_${++count}`;
    while (taken.has(unique) || given.has(unique));
    lastOf.set(name, count);
    return unique;
  }
}
