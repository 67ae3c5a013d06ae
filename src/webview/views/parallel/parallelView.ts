import { render } from 'lit-html';
import type { Disposable } from '../../../core/event';
import type { Json } from '../../../core/json';
import { extent } from '../../../core/analysis/extent';
import { everyRow } from '../../../core/analysis/numbers';
import type { Extent } from '../../../core/analysis/extent';
import { countText } from '../../../core/countText';
import type { Ink } from '../../plots/ink';
import { inkPicture } from '../../plots/inkPicture';
import { valueText } from '../../page/valueText';
import { okabeIto } from '../../plots/palette';
import type { PictureFormat } from '../../plots/picture';
import { TableToggle } from '../../plots/tableToggle';
import type { View, ViewContext, ViewKind } from '../view';
import { axisOf } from './axis';
import type { Axis, AxisStyle } from './axis';
import { choiceFrom, firstChoice } from './axisChoice';
import type { AxisChoice } from './axisChoice';
import { AxisPointer } from './axisPointer';
import { brushedRows, brushesInWords } from './brushes';
import type { Brush } from './brushes';
import { drawAxes, drawBrushes, drawLines, layoutOf, wipe } from './parallelCanvas';
import type { Layout } from './parallelCanvas';
import { drawColours, drawHeads, pictureLayout } from './parallelPicture';
import { parallelControls } from './parallelControls';
import { drawSetLines, drawSetSymbols } from './parallelSets';

/** All chosen columns side by side, a line for each row. */
export const parallelView: ViewKind = {
  id: 'parallel',
  title: 'Parallel Coordinates',
  create: (place, context) => new ParallelView(place, context),
};

const plain: AxisStyle = { isInverted: false, isLog: false };

class ParallelView implements View {
  private readonly controls = document.createElement('div');
  private readonly stage = document.createElement('div');
  private readonly background = document.createElement('canvas');
  private readonly foreground = document.createElement('canvas');
  private readonly pointer: AxisPointer;
  private readonly table: TableToggle;
  private readonly following: readonly Disposable[];
  private choice: AxisChoice;
  private axes: readonly Axis[] = [];
  private colour: LineColours | undefined;
  private brushes: readonly Brush[] = [];
  private layout: Layout = layoutOf(0, 0, 0);
  private message: string | undefined = 'Reading…';
  /** Place of the axis whose menu is open. */
  private opened: number | undefined;
  /** Whether the selection that is being made is of this view's own brushes. */
  private isBrushing = false;

  constructor(
    place: HTMLElement,
    private readonly context: ViewContext,
  ) {
    const { outline, memory, selection } = context;
    this.choice = choiceFrom(memory.value, outline.columns.length) ?? firstChoice(outline);
    this.controls.className = 'parallel-controls';
    this.stage.className = 'parallel-stage';
    this.stage.append(this.background, this.foreground);
    place.append(this.controls, this.stage);
    this.table = new TableToggle(
      this.stage,
      row => this.factsOf(row),
      () => this.draw(),
    );
    this.pointer = new AxisPointer(this.stage, {
      axes: () => this.axes,
      layout: () => this.layout,
      mask: () => (selection.current.count > 0 ? selection.current.mask : undefined),
      brush: brush => this.brush(brush),
      clear: at => this.setBrushes(this.brushes.filter(each => each.place !== at)),
    });
    this.following = [
      selection.onDidChange(() => {
        if (!this.isBrushing) this.brushes = [];
        this.draw();
      }),
      context.sets.onDidChange(() => this.draw()),
    ];
    void this.load();
  }

  draw(): void {
    this.drawControls();
    this.table.draw(() => this.rowsToList(), 'in their order');
    const { width, height } = this.stage.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    this.layout = layoutOf(width, height, this.axes.length);
    this.placeHeads();
    const back = wipe(this.background, this.layout);
    const front = wipe(this.foreground, this.layout);
    if (this.message === undefined) this.paint(back, front, this.layout);
  }

  picture(format: PictureFormat): Promise<Blob> {
    const { axes, colour, message } = this;
    if (message !== undefined) return Promise.reject(new Error(message));
    const theme = this.context.theme.current;
    const layout = pictureLayout(this.layout, colour !== undefined);
    return inkPicture(format, layout, theme, ink => {
      this.paint(ink, ink, layout);
      drawHeads(ink, layout, axes, theme);
      if (colour !== undefined) drawColours(ink, layout, colour, theme);
    });
  }

  dispose(): void {
    this.pointer.dispose();
    for (const each of this.following) each.dispose();
  }

  /** @param back ink for the lines, @param front for those that are selected, the axes and the brushes. */
  private paint(back: Ink, front: Ink, layout: Layout): void {
    const { axes, colour, brushes } = this;
    const { outline, selection, theme } = this.context;
    const { count, mask } = selection.current;
    const colours = colour?.places;
    const all = { count: outline.rowCount, colour: theme.current.muted };
    if (count === 0) {
      drawLines(back, layout, axes, { ...all, colours, strength: 0.9 });
    } else {
      drawLines(back, layout, axes, { ...all, strength: 0.25 });
      const chosen = { mask, count, colour: okabeIto[1], colours, strength: 1 };
      drawLines(front, layout, axes, chosen);
    }
    const { shown } = this.context.sets;
    drawSetLines(front, layout, axes, shown);
    drawAxes(front, layout, axes, theme.current);
    drawSetSymbols(front, layout, axes, shown);
    drawBrushes(front, layout, { axes, brushes, theme: theme.current });
  }

  /** Those that are selected, or all. */
  private rowsToList(): Uint32Array {
    const { outline, selection } = this.context;
    const { count, mask } = selection.current;
    const all = everyRow(outline.rowCount);
    return count === 0 ? all : all.filter(row => mask[row] === 1);
  }

  private factsOf(row: number): readonly (readonly [string, string])[] {
    const { columns } = this.context;
    const ofAxis = ({ place, title }: Axis) =>
      [title, valueText(columns.peek(place).column, row)] as const;
    return [['row', String(row)], ...this.axes.map(ofAxis)];
  }

  private async load(): Promise<void> {
    const { outline, columns, announce } = this.context;
    try {
      const { places, styles, colour } = this.choice;
      this.axes = await Promise.all(
        places.map(async place => axisOf(await columns.load(place), place, styles[place] ?? plain)),
      );
      this.colour =
        colour === undefined
          ? undefined
          : colourScale(axisOf(await columns.load(colour), colour, plain));
      this.message = nothingToDraw(outline.rowCount, this.axes.length);
    } catch (error) {
      this.message = error instanceof Error ? error.message : String(error);
    }
    if (this.message !== undefined) announce(this.message);
    this.draw();
  }

  private drawControls(): void {
    render(
      parallelControls({
        outline: this.context.outline,
        choice: this.choice,
        axes: this.axes,
        brushes: this.brushes,
        message: this.message,
        opened: this.opened,
        sets: this.context.sets.shown,
        tableButton: this.table.button,
        open: place => {
          this.opened = this.opened === place ? undefined : place;
          this.drawControls();
        },
        choose: choice => this.choose(choice),
        brush: brush => this.brush(brush),
        clear: place => this.setBrushes(this.brushes.filter(each => each.place !== place)),
      }),
      this.controls,
    );
  }

  private choose(choice: AxisChoice): void {
    this.choice = choice;
    this.context.memory.value = choice as unknown as Json;
    void this.load();
  }

  private brush(brush: Brush): void {
    this.setBrushes([...this.brushes.filter(({ place }) => place !== brush.place), brush]);
  }

  private setBrushes(brushes: readonly Brush[]): void {
    const { selection, outline, announce } = this.context;
    this.brushes = brushes;
    this.isBrushing = true;
    if (brushes.length === 0) selection.clear();
    else {
      const words = brushesInWords(this.axes, brushes);
      selection.choose(brushedRows(this.axes, brushes, outline.rowCount), words);
      const { count } = selection.current;
      announce(`${countText(count)} of ${countText(outline.rowCount)} rows: ${words}`);
    }
    this.isBrushing = false;
  }

  /** Puts the head of each axis above it. */
  private placeHeads(): void {
    this.controls.querySelectorAll<HTMLElement>('.axis-head').forEach((head, index) => {
      head.style.left = `${this.layout.x[index] ?? 0}px`;
    });
  }
}

function nothingToDraw(rows: number, axes: number): string | undefined {
  if (rows === 0) return 'This result has no rows.';
  if (axes < 2) return 'Parallel coordinates need two columns: choose some under Axes.';
  return undefined;
}

/** What lines are coloured by. */
interface LineColours {
  readonly title: string;
  readonly range: Extent;
  /** Where each row lies between the smallest and the largest value. */
  readonly places: Float32Array;
}

function colourScale({ values, title }: Axis): LineColours | undefined {
  const range = extent(Float64Array.from(values));
  if (range === undefined) return undefined;
  const [low, high] = range;
  const places = Float32Array.from(values, value =>
    high === low ? 0.5 : (value - low) / (high - low),
  );
  return { title, range, places };
}
