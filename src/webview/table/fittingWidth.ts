/** Padding and border of a cell, and the place of the header's button. */
const cellExtra = 18;
const headExtra = 32;
const gap = 6;

/** Pixels that a column needs so that its header and these cells are not cut. */
export function fittingWidth(head: HTMLElement | undefined, cells: readonly HTMLElement[]): number {
  const lines = [...(head?.querySelectorAll('.head-line') ?? [])];
  return Math.ceil(
    Math.max(
      ...cells.map(cell => textWidth(cell) + cellExtra),
      ...lines.map(line =>
        [...line.children].reduce((sum, part) => sum + textWidth(part) + gap, headExtra),
      ),
    ),
  );
}

/** Whole, even where it is cut. */
function textWidth(element: Element): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().width;
}
