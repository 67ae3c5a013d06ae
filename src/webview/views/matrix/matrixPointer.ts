import type { KnownRows } from '../../model/rowKinds';
import { joined } from '../../model/selectionModel';
import type { JoinMode } from '../../model/selectionModel';
import type { Place } from '../../plots/brushShape';
import { rowsText } from '../../plots/placement';
import type { Drag, PointerListener } from '../../plots/pointerTool';
import { brushedRows, brushesInWords } from '../parallel/brushes';
import type { ViewContext } from '../view';
import { binLines, pairTitle, rowLines } from './cellWords';
import { brushesOf } from './matrixBrush';
import type { MatrixColumn } from './matrixColumn';
import { boxOf, cellAt, kindOf, positionAtX, within } from './matrixLayout';
import type { Cell, MatrixLayout } from './matrixLayout';
import type { MatrixStage } from './matrixStage';

/** What the mouse works on. */
export interface PointerTarget {
  readonly context: Pick<ViewContext, 'selection' | 'announce' | 'outline'>;
  readonly stage: MatrixStage;
  readonly columns: readonly MatrixColumn[];
  readonly layout: MatrixLayout;
  readonly rows: KnownRows | undefined;
  /** Selected rows in the bins of each column. */
  readonly chosen: readonly Uint32Array[] | undefined;
  wordsOf(cell: Cell): string;
  /** Shows what would be selected; `undefined` ends that. */
  preview(mask: Uint8Array | undefined): void;
  go(cell: Cell): void;
  open(cell: Cell): void;
  drawOver(): void;
}

/** The mouse over the matrix: it names what is under it, and dragging in a cell selects. */
export class MatrixPointer implements PointerListener {
  dragged: Drag | undefined;
  /** The point that is meant. */
  point: Place | undefined;

  constructor(private readonly target: PointerTarget) {}

  hover(place: Place | undefined): void {
    const { stage, layout, columns } = this.target;
    const cell = place === undefined ? undefined : cellAt(layout, place);
    this.point = undefined;
    if (place !== undefined && cell !== undefined && columns.length > 0) {
      stage.say(this.linesAt(cell, place), place);
    } else stage.say([], { x: 0, y: 0 });
    this.target.drawOver();
  }

  click(place: Place, how: JoinMode): void {
    const { stage, layout, context } = this.target;
    const cell = cellAt(layout, place);
    if (cell === undefined) return;
    this.target.go(cell);
    if (kindOf(cell) === 'correlation') this.target.open(cell);
    if (kindOf(cell) !== 'points') return;
    const row = stage.points.nearest(cell, place);
    if (row !== undefined) context.selection.chooseRows([row], `row ${row}`, how);
    else if (how === 'replace') context.selection.clear();
  }

  drag(drag: Drag, how: JoinMode): void {
    const brushed = this.brushed(drag);
    if (brushed === undefined) return;
    this.dragged = brushed.drag;
    const { selection } = this.target.context;
    this.target.preview(joined(selection.current.mask, brushed.rows, how));
  }

  drop(drag: Drag, how: JoinMode): void {
    const brushed = this.brushed(drag);
    this.cancel();
    if (brushed === undefined) return;
    const { selection, announce } = this.target.context;
    selection.choose(brushed.rows, brushed.words, how);
    announce(`${rowsText(selection.current.count)} selected: ${brushed.words}`);
  }

  cancel(): void {
    this.dragged = undefined;
    this.target.preview(undefined);
  }

  /** The matrix is always whole. */
  zoom(): void {
    return;
  }

  private brushed(drag: Drag) {
    if (drag.tool === 'lasso') return undefined;
    const { layout, columns, context } = this.target;
    const cell = cellAt(layout, drag.from);
    if (cell === undefined || kindOf(cell) === 'correlation') return undefined;
    const box = boxOf(layout, cell);
    const [x, y] = [columns[cell.across], columns[cell.down]];
    if (x === undefined || y === undefined) return undefined;
    const ends = { from: within(box, drag.from), to: within(box, drag.to) };
    const axes = columns.map(({ axis }) => axis);
    const brushes = brushesOf(box, ends, { x, y });
    return {
      drag: { tool: 'rectangle', ...ends } as const,
      rows: brushedRows(axes, brushes, context.outline.rowCount),
      words: brushesInWords(axes, brushes),
    };
  }

  private linesAt(cell: Cell, place: Place): readonly string[] {
    const { stage, layout, columns, chosen, rows } = this.target;
    const [x, y] = [columns[cell.across], columns[cell.down]];
    if (x === undefined || y === undefined) return [];
    switch (kindOf(cell)) {
      case 'correlation':
        return [pairTitle(x, y), this.target.wordsOf(cell)];
      case 'distribution': {
        const position = positionAtX(boxOf(layout, cell), place.x);
        const bin = x.distribution.counts.findIndex(
          (_, at) => position >= x.startOf(at) && position < x.startOf(at + 1),
        );
        return bin < 0
          ? [x.axis.title, this.target.wordsOf(cell)]
          : binLines(x, bin, chosen?.[cell.across]);
      }
      case 'points': {
        const row = stage.points.nearest(cell, place);
        if (row === undefined || rows === undefined) return [];
        this.point = stage.points.placeOf(cell, row);
        return rowLines(row, [x, y], rows);
      }
    }
  }
}
