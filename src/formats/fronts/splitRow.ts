/** Splits lines of a matrix into cells. */
export type SplitRow = (line: string) => readonly string[];

/** How the lines are parted, told by the first one: by commas, semicolons or blanks. A delimiter at the end parts nothing. */
export function rowSplitter(first: string): SplitRow {
  const delimiter = [',', ';'].find(candidate => first.includes(candidate));
  if (delimiter === undefined) return line => line.trim().split(/\s+/);
  return line => {
    const cells = line.split(delimiter).map(cell => cell.trim());
    if (cells.at(-1) === '' && cells.length > 1) cells.pop();
    return cells;
  };
}
