import { render } from 'lit-html';
import { everyRow } from '../../../core/analysis/numbers';
import type { Disposable } from '../../../core/event';
import type { Json } from '../../../core/json';
import { numberText } from '../../page/numberText';
import type { PictureFormat } from '../../plots/picture';
import { TableToggle } from '../../plots/tableToggle';
import type { PointLooks } from '../pareto/paretoPoints';
import { withSets } from '../pareto/withSets';
import { rowIs, rowLooks, scaledLooks } from '../rowLooks';
import { element } from '../../page/element';
import type { View, ViewContext, ViewKind } from '../view';
import { sliceText } from './sliceAxis';
import type { SliceContent } from './sliceCell';
import { rememberedChoice, sliceNames } from './sliceChoice';
import type { SliceChoice } from './sliceChoice';
import { SliceGrid } from './sliceGrid';
import { SliceAxes, sliceShared } from './sliceShared';
import type { SliceShared } from './sliceShared';
import { slicesPicture } from './slicesPicture';
import { slicesTools } from './slicesTools';

/** An objective against each design variable. */
export const slicesView: ViewKind = {
  id: 'slices',
  title: 'Slices',
  create: (place, context) => new SlicesView(place, context),
};

class SlicesView implements View {
  private readonly tools = element('div', 'slices-tools');
  private readonly message = element('div', 'slices-message');
  private readonly grid: SliceGrid;
  private readonly table: TableToggle;
  private readonly axes: SliceAxes;
  private readonly followed: readonly Disposable[];
  private choice: SliceChoice;
  private shared: SliceShared | undefined;
  private looks: PointLooks | undefined;
  /** Of the latest question: answers to earlier ones come too late. */
  private asked = 0;

  constructor(
    place: HTMLElement,
    private readonly context: ViewContext,
  ) {
    const { theme, selection, announce, memory, outline, sets } = context;
    this.choice = rememberedChoice(memory.value, outline);
    this.axes = new SliceAxes(context);
    this.message.setAttribute('role', 'status');
    place.append(this.tools, this.message);
    this.grid = new SliceGrid(place, {
      ...{ theme, selection, announce },
      load: name => this.contentOf(name),
      facts: (name, row) => this.factsOf([name], row),
      onLog: (name, isLog) => this.change({ logs: { ...this.choice.logs, [name]: isLog } }),
      onZoom: () => this.drawTools(),
    });
    this.table = new TableToggle(
      this.grid.element,
      row => this.factsOf(this.names.shown, row),
      () => void this.drawTable(),
    );
    this.followed = [
      theme.onDidChange(() => this.showSlices()),
      sets.onDidChange(() => this.showSlices()),
    ];
    void this.ask();
  }

  draw(): void {
    this.grid.draw();
  }

  dispose(): void {
    this.asked = -1;
    for (const each of this.followed) each.dispose();
    this.grid.dispose();
  }

  /** The slices in sight as PNG. */
  async picture(format: PictureFormat): Promise<Blob> {
    return slicesPicture(format, await this.grid.pictures(format), this.context.theme.current);
  }

  private get names() {
    return sliceNames(this.choice, this.context.outline);
  }

  private change(change: Partial<SliceChoice>): void {
    this.choice = { ...this.choice, ...change };
    // Whatever is not JSON in it is undefined, which means the same as absent.
    this.context.memory.value = this.choice as unknown as Json;
    void this.ask();
  }

  private async ask(): Promise<void> {
    const asked = ++this.asked;
    const { choice, context } = this;
    this.drawTools();
    const why = this.whyNoPicture();
    if (why !== undefined) {
      this.say(why);
      return;
    }
    if (this.shared === undefined) this.say('Loading…');
    try {
      const shared = await sliceShared(choice.objective ?? '', choice, context);
      if (asked !== this.asked) return;
      this.shared = shared;
      this.message.hidden = true;
      this.grid.element.hidden = this.table.isShown;
      this.showSlices();
      await this.drawTable();
    } catch (error) {
      if (asked === this.asked) this.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** Says something in the place of the slices. */
  private say(words: string): void {
    this.shared = undefined;
    this.looks = undefined;
    this.message.textContent = words;
    this.message.hidden = false;
    this.grid.show([]);
  }

  private whyNoPicture(): string | undefined {
    const { rowCount } = this.context.outline;
    if (rowCount === 0) return 'This result has no rows yet.';
    if (this.choice.objective === undefined) {
      return 'This result has no objectives. Choose a column above to see it against the variables.';
    }
    const { count, found } = this.names;
    if (count === 0) return 'This result has no other column to see the objective against.';
    return found.length === 0 ? 'No variable has such a name.' : undefined;
  }

  private showSlices(): void {
    const { shared, choice, context } = this;
    if (shared === undefined) return;
    const theme = context.theme.current;
    const plain = rowLooks(shared.rows, theme);
    const { rowCount } = context.outline;
    const scale = {
      name: 'evaluation',
      values: shared.evaluations,
      range: [0, rowCount - 1] as const,
    };
    const own = choice.isColoured ? scaledLooks(plain, scale, theme) : plain;
    this.looks = withSets(own, context.sets.shown);
    this.drawTools();
    this.grid.show(this.names.shown);
  }

  private async contentOf(name: string): Promise<SliceContent> {
    const { axis, values } = await this.axes.load(name, this.choice);
    const { shared, looks } = this;
    if (shared === undefined || looks === undefined) throw new Error('There is nothing to see.');
    const points = { ...looks, x: values, y: shared.y };
    return { points, axes: { x: axis, y: shared.axis }, marks: [], isSmall: true };
  }

  private drawTools(): void {
    const { choice, context, names, grid, table, looks } = this;
    const state = {
      ...{ choice, names, looks },
      missing: this.shared?.missing ?? 0,
      outline: context.outline,
      tool: grid.tool,
      isZoomed: grid.isZoomed,
      tableButton: table.button,
      change: (change: Partial<SliceChoice>) => this.change(change),
      onTool: (tool: SliceGrid['tool']) => {
        grid.tool = tool;
        this.drawTools();
      },
      onReset: () => grid.resetZoom(),
    };
    render(slicesTools(state), this.tools);
  }

  private async drawTable(): Promise<void> {
    this.drawTools();
    if (!this.table.isShown || this.shared === undefined) return;
    const { asked, names, choice, context } = this;
    await Promise.all(names.shown.map(name => this.axes.load(name, choice)));
    if (asked === this.asked)
      this.table.draw(() => everyRow(context.outline.rowCount), 'in their order');
  }

  /** What the tooltip, the announcer and the table say of a row. */
  private factsOf(names: readonly string[], row: number): readonly (readonly [string, string])[] {
    const { shared } = this;
    if (shared === undefined) return [];
    const { y, axis, rows } = shared;
    const value = y[row] as number;
    return [
      // From 0, as in Python, in result sets and in the table.
      ['row', String(row)],
      ...names.map((name): readonly [string, string] => {
        const known = this.axes.known(name);
        return [name, known === undefined ? '' : sliceText(known, row)];
      }),
      [axis.name, Number.isNaN(value) ? 'missing' : numberText(value, 17)],
      ['is', rowIs(row, rows)],
    ];
  }
}
