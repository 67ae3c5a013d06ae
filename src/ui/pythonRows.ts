/** As wide as Python code usually is. */
const lineWidth = 88;

/**
 * Python lines that take rows of the data frame `df`, after they made sure that it has as many rows as the result.
 * @param rows 0-based, ascending.
 * @param rowCount of the result.
 */
export function pythonRows(rows: Uint32Array, rowCount: number): string {
  const runs = runsOf(rows);
  const [first] = runs;
  const check = `assert len(df) == ${rowCount}, "The data are not those that the rows were selected in."`;
  if (first !== undefined && runs.length === 1) {
    return `${check}\ndf = df.iloc[${first[0]}:${first[1]}]\n`;
  }
  const items = runs.flatMap(([start, end]) =>
    end - start > 2 ? [`*range(${start}, ${end})`] : numbers(start, end),
  );
  return [check, 'rows = [', ...wrapped(items), ']', 'df = df.iloc[rows]', ''].join('\n');
}

/** First row of each run of neighbours, and the row after its last. */
function runsOf(rows: Uint32Array): readonly (readonly [start: number, end: number])[] {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[1] === row) last[1]++;
    else runs.push([row, row + 1]);
  }
  return runs;
}

function numbers(start: number, end: number): readonly string[] {
  return Array.from({ length: end - start }, (_, at) => String(start + at));
}

function wrapped(items: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    if (line !== '' && line.length + item.length + 2 > lineWidth) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? `    ${item},` : ` ${item},`;
  }
  return line === '' ? lines : [...lines, line];
}
