import { html, render } from 'lit-html';
import type { Numbers } from '../../../core/analysis/numbers';
import type { KnownRows } from '../../model/rowKinds';
import { valueText } from '../../page/valueText';
import type { Axis } from '../../plots/axis';
import type { PictureFormat } from '../../plots/picture';
import { ScatterPlot } from '../../plots/scatterPlot';
import type { ZoomWindow } from '../../plots/zoomWindow';
import { withSets } from '../pareto/withSets';
import { rowIs, rowLooks } from '../rowLooks';
import type { ViewContext } from '../view';
import { pairTitle } from './cellWords';
import type { MatrixColumn } from './matrixColumn';

/** Categories beyond these have no room in the name of an axis. */
const mostNamed = 8;

export interface EnlargedPair {
  readonly x: MatrixColumn;
  readonly y: MatrixColumn;
  readonly rows: KnownRows;
  /** Of the pair's correlation. */
  readonly words: string;
}

/** One pair of columns, as large as the view. */
export class MatrixPair {
  readonly element = document.createElement('div');
  private readonly head = document.createElement('div');
  private readonly plot: ScatterPlot;
  private shown: EnlargedPair | undefined;
  private zoom: ZoomWindow | undefined;

  /** @param onBack called when the matrix is wanted again. */
  constructor(
    private readonly context: ViewContext,
    private readonly onBack: () => void,
  ) {
    const { theme, selection, announce } = context;
    this.element.className = 'matrix-pair';
    this.element.hidden = true;
    this.head.className = 'matrix-pair-head';
    const place = document.createElement('div');
    this.element.append(this.head, place);
    // Before the plot hears of it: there it would clear the selection.
    this.element.addEventListener('keydown', event => this.escape(event), { capture: true });
    this.plot = new ScatterPlot(place, {
      theme,
      selection,
      announce,
      facts: row => this.factsOf(row),
      onZoom: zoom => (this.zoom = zoom),
    });
  }

  show(pair: EnlargedPair): void {
    const { x, y, rows, words } = pair;
    const { sets, theme } = this.context;
    if (this.shown?.x !== x || this.shown.y !== y) this.zoom = undefined;
    this.shown = pair;
    this.element.hidden = false;
    render(
      html`<button @click=${this.onBack}>Back to Matrix</button> <strong>${pairTitle(x, y)}</strong>
        <span class="hint">${words}</span>`,
      this.head,
    );
    const [acrossValues, upValues] = [x.axis.values as Numbers, y.axis.values as Numbers];
    this.plot.show(
      {
        points: {
          ...withSets(rowLooks(rows, theme.current), sets.shown),
          x: acrossValues,
          y: upValues,
        },
        axes: { x: plotAxis(x), y: plotAxis(y) },
        marks: [],
      },
      this.zoom,
    );
  }

  hide(): void {
    this.shown = undefined;
    this.element.hidden = true;
  }

  /** Puts the keyboard into the plot. */
  focus(): void {
    this.element.querySelector<HTMLElement>('[role=application]')?.focus();
  }

  picture(format: PictureFormat): Promise<Blob> {
    return this.plot.picture(format);
  }

  dispose(): void {
    this.plot.dispose();
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.onBack();
  }

  private factsOf(row: number): readonly (readonly [string, string])[] {
    const { shown } = this;
    if (shown === undefined) return [];
    return [
      ['row', String(row)],
      ...[shown.x, shown.y].map(({ axis, column }): readonly [string, string] => [
        axis.title,
        valueText(column, row),
      ]),
      ['is', rowIs(row, shown.rows)],
    ];
  }
}

/** Categories are numbered on an axis of numbers; its name says what they are. */
function plotAxis({ axis, column }: MatrixColumn): Axis {
  const { name, unit } = column.variable;
  const { labels } = axis;
  if (labels === undefined)
    return { name, ...(unit !== undefined && { unit }), log: axis.style.isLog };
  const named = labels.slice(0, mostNamed).map((label, code) => `${code} ${label}`);
  return { name: `${name}: ${named.join(', ')}${labels.length > mostNamed ? ', …' : ''}` };
}
