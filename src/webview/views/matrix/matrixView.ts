import { render } from 'lit-html';
import { rowsThatCount } from '../../../core/analysis/numbers';
import type { Disposable } from '../../../core/event';
import type { Json } from '../../../core/json';
import type { TaskOutput } from '../../analysis/analysisTasks';
import { loadKnownRows } from '../../model/neededColumns';
import type { KnownRows } from '../../model/rowKinds';
import { element } from '../../page/element';
import { FrameScheduler } from '../../plots/frameScheduler';
import { inkPicture, noRoom } from '../../plots/inkPicture';
import type { PictureFormat } from '../../plots/picture';
import { PointerTool } from '../../plots/pointerTool';
import type { PointLooks } from '../pareto/paretoPoints';
import { kindColour } from '../rowLooks';
import type { View, ViewContext, ViewKind } from '../view';
import { distributionWords, pairTitle } from './cellWords';
import { correlationOf, correlationWords, rankable } from './correlation';
import type { Correlation } from './correlation';
import { drawMatrix } from './drawMatrix';
import type { MatrixInk } from './drawMatrix';
import { choiceFrom, firstChoice } from './matrixChoice';
import type { MatrixChoice } from './matrixChoice';
import type { MatrixColumn } from './matrixColumn';
import { MatrixColumns } from './matrixColumns';
import { matrixControls } from './matrixControls';
import { keysHint, matrixKeys } from './matrixKeys';
import { boxOf, layoutOf } from './matrixLayout';
import type { Cell, MatrixLayout } from './matrixLayout';
import { matrixLooks } from './matrixLooks';
import { MatrixPair } from './matrixPair';
import { MatrixPointer } from './matrixPointer';
import type { PointerTarget } from './matrixPointer';
import { MatrixStage } from './matrixStage';
import { matrixTable } from './matrixTable';
import { countedWords, whyNoPicture } from './matrixWords';

/** Some columns against each other, each pair in a cell, with distributions and rank correlations. */
export const matrixView: ViewKind = {
  id: 'matrix',
  title: 'Scatter Matrix',
  create: (place, context) => new MatrixView(place, context),
};

class MatrixView implements View, PointerTarget {
  readonly stage = new MatrixStage();
  columns: readonly MatrixColumn[] = [];
  layout: MatrixLayout = layoutOf(0, 0, 0);
  rows: KnownRows | undefined;
  chosen: readonly Uint32Array[] | undefined;
  private looks: PointLooks | undefined;
  private readonly controls = element('div', 'matrix-controls');
  private readonly message = element('p', 'matrix-message');
  private readonly table = element('div', 'scatter-table matrix-table');
  private readonly pair: MatrixPair;
  private readonly mouse: MatrixPointer;
  private readonly pointer: PointerTool;
  private readonly scheduler: FrameScheduler;
  private readonly followed: readonly Disposable[];
  private readonly source: MatrixColumns;
  private choice: MatrixChoice;
  private answer: TaskOutput<'rankCorrelations'> | undefined;
  /** Why there is no picture. */
  private words: string | undefined = 'Loading…';
  private isTable = false;
  /** One byte per row: what would be selected if the mouse were released now. */
  private previewed: Uint8Array | undefined;
  /** That the keyboard is at. */
  private cell: Cell | undefined;
  private asked = 0;

  constructor(
    place: HTMLElement,
    readonly context: ViewContext,
  ) {
    const { outline, memory, selection, theme, sets } = context;
    this.choice = choiceFrom(memory.value, outline.columns.length) ?? firstChoice(outline);
    this.source = new MatrixColumns(context);
    this.message.setAttribute('role', 'status');
    this.table.tabIndex = 0;
    this.pair = new MatrixPair(context, () => this.back());
    const { stage, controls, message, table, pair } = this;
    place.append(controls, message, stage.root, table, pair.element);
    this.mouse = new MatrixPointer(this);
    this.pointer = new PointerTool(stage.sheet, this.mouse);
    this.scheduler = new FrameScheduler(what =>
      what === 'all' ? this.draw() : this.drawSelection(),
    );
    stage.root.addEventListener('keydown', event =>
      matrixKeys(event, this.cell, this.columns.length, this),
    );
    this.followed = [
      selection.onDidChange(() => this.scheduler.ask('points')),
      theme.onDidChange(() => this.scheduler.ask('all')),
      sets.onDidChange(() => this.scheduler.ask('all')),
    ];
    void this.load();
  }

  draw(): void {
    const { words, columns, isTable, pair, stage, table, message, choice, rows } = this;
    const { sets, theme } = this.context;
    this.looks = rows && matrixLooks(rows, sets.shown, theme.current);
    const enlarged = words === undefined ? choice.pair : undefined;
    message.hidden = words === undefined;
    message.textContent = words ?? '';
    stage.root.hidden = words !== undefined || isTable || enlarged !== undefined;
    table.hidden = words !== undefined || !isTable || enlarged !== undefined;
    this.controls.hidden = enlarged !== undefined;
    this.drawControls();
    if (enlarged === undefined) pair.hide();
    else this.showPair(enlarged);
    if (!table.hidden) {
      render(
        matrixTable(columns, cell => this.correlationAt(cell)),
        table,
      );
    }
    if (!stage.root.hidden) this.drawStage();
  }

  picture(format: PictureFormat): Promise<Blob> {
    if (!this.pair.element.hidden) return this.pair.picture(format);
    if (this.words !== undefined) return Promise.reject(new Error(this.words));
    const { points, root } = this.stage;
    this.pointer.giveUp();
    this.draw();
    return inkPicture(
      format,
      root.hidden ? noRoom : this.layout,
      this.context.theme.current,
      ink => {
        points.drawOn(ink);
        this.paint(ink);
      },
    );
  }

  dispose(): void {
    this.asked = -1;
    for (const each of this.followed) each.dispose();
    this.scheduler.dispose();
    this.pair.dispose();
  }

  wordsOf({ across, down }: Cell): string {
    if (across === down) return distributionWords(this.columns[across] as MatrixColumn);
    return correlationWords(this.correlationAt({ across, down }), this.context.outline.rowCount);
  }

  preview(mask: Uint8Array | undefined): void {
    this.previewed = mask;
    this.scheduler.ask('points');
  }

  go(cell: Cell): void {
    this.cell = cell;
    const [x, y] = [this.columns[cell.across], this.columns[cell.down]];
    if (x === undefined || y === undefined) return;
    const title = x === y ? x.axis.title : pairTitle(x, y);
    this.context.announce(`${title}: ${this.wordsOf(cell)}`);
    this.drawOver();
  }

  open({ across, down }: Cell): void {
    if (across === down) return;
    this.mouse.hover(undefined);
    this.choose({ ...this.choice, pair: [across, down] });
    this.draw();
    this.pair.focus();
  }

  escape(): void {
    if (!this.pointer.giveUp()) this.context.selection.clear();
  }

  drawOver(): void {
    const { mouse, layout, cell } = this;
    this.stage.drawOver(layout, this.context.theme.current, {
      drag: mouse.dragged,
      point: mouse.point,
      cell: cell === undefined ? undefined : boxOf(layout, cell),
    });
  }

  private back(): void {
    this.choose({ ...this.choice, pair: undefined });
    this.draw();
    this.stage.root.focus();
  }

  private choose(choice: MatrixChoice): void {
    this.choice = choice;
    // A pair that is undefined means the same as an absent one.
    this.context.memory.value = choice as unknown as Json;
  }

  private async load(): Promise<void> {
    const asked = ++this.asked;
    const { context } = this;
    const { outline, analysis, announce } = context;
    try {
      const columns = await this.source.load(this.choice.places);
      const rows = this.rows ?? (await loadKnownRows(context));
      if (asked !== this.asked) return;
      this.columns = columns;
      this.rows = rows;
      this.answer = undefined;
      this.cell = undefined;
      this.words = whyNoPicture(outline.rowCount, columns.length);
      this.draw();
      if (this.words !== undefined) return announce(this.words);
      const answer = await analysis.run('rankCorrelations', rankable(columns));
      if (asked !== this.asked) return;
      this.answer = answer;
    } catch (error) {
      if (asked !== this.asked) return;
      this.words = error instanceof Error ? error.message : String(error);
    }
    this.draw();
  }

  private correlationAt({ across, down }: Cell): Correlation {
    return correlationOf(this.columns, across, down, this.answer);
  }

  private drawControls(): void {
    const { words, rows, isTable } = this;
    const isDrawn = words === undefined;
    render(
      matrixControls({
        outline: this.context.outline,
        places: this.choice.places,
        looks: isDrawn && !isTable ? this.looks : undefined,
        counted: isDrawn && rows !== undefined ? countedWords(rows) : undefined,
        isTable,
        isDrawn,
        choose: places => {
          this.choose({ places });
          void this.load();
        },
        onTable: () => {
          this.isTable = !this.isTable;
          this.draw();
        },
      }),
      this.controls,
    );
  }

  private showPair([across, down]: readonly [number, number]): void {
    const { rows } = this;
    if (rows === undefined) return;
    const [x, y] = [this.columns[across] as MatrixColumn, this.columns[down] as MatrixColumn];
    this.pair.show({ x, y, rows, words: this.wordsOf({ across, down }) });
  }

  private drawStage(): void {
    const { stage, columns, looks } = this;
    const { offsetWidth, offsetHeight } = stage.root;
    if (offsetWidth === 0 || offsetHeight === 0 || looks === undefined) return;
    this.layout = layoutOf(offsetWidth, offsetHeight, columns.length);
    stage.fit(this.layout);
    const titles = columns.map(({ axis }) => axis.title).join(', ');
    stage.root.setAttribute('aria-label', `Scatter matrix of ${titles}. ${keysHint}`);
    stage.points.show({ columns, looks, layout: this.layout });
    this.drawSelection();
  }

  /** Draws what changes while rows are selected. */
  private drawSelection(): void {
    const { stage, context, columns } = this;
    if (stage.root.hidden) return;
    const { current } = context.selection;
    const mask = this.previewed ?? (current.count > 0 ? current.mask : undefined);
    const rows = mask && rowsThatCount(mask.length, mask);
    this.chosen = rows && columns.map(column => column.chosenIn(rows));
    stage.points.choose(mask);
    const ink = stage.frame.getContext('2d');
    if (ink === null) return;
    const ratio = window.devicePixelRatio;
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.clearRect(0, 0, this.layout.width, this.layout.height);
    this.paint(ink);
    this.drawOver();
  }

  private paint(ink: MatrixInk): void {
    const { layout, columns, chosen, context } = this;
    const theme = context.theme.current;
    const correlationAt = (cell: Cell): Correlation => this.correlationAt(cell);
    const colour = kindColour('feasible', theme);
    const picture = { layout, columns, chosen, correlationAt, colour };
    drawMatrix(ink, picture, theme);
  }
}
