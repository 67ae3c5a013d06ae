/**
 * A Markdown table whose columns line up in the source too, but for the last one, which may be long. Texts are cells,
 * never markup.
 */
export function markdownTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = rows.map(row => row.map(escaped));
  const widths = titles.map((title, column) =>
    column === titles.length - 1
      ? 3
      : Math.max(title.length, 3, ...cells.map(row => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`;
  return [line(titles), rule, ...cells.map(line)].join('\n');
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\|<`[\]]/g, '\\$&');
}
