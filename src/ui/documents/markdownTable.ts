/** A last column that is wider is not padded, so that an editor which wraps lines stays readable. */
const longestPadded = 40;

/** A Markdown table whose columns line up in the source too. Texts are cells, never markup. */
export function markdownTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = rows.map(row => row.map(escaped));
  const widths = titles.map((title, column) =>
    Math.max(title.length, 3, ...cells.map(row => row[column]?.length ?? 0)),
  );
  const last = titles.length - 1;
  if ((widths[last] ?? 0) > longestPadded) widths[last] = 3;
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`;
  return [line(titles), rule, ...cells.map(line)].join('\n');
}

/** `text` in one line in which nothing is markup. */
export function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\|<`[\]]/g, '\\$&');
}
