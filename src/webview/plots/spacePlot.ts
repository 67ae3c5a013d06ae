import { html, render } from 'lit-html';
import { countText } from '../../core/countText';
import type { Disposable } from '../../core/event';
import type { JoinMode } from '../model/selectionModel';
import type { Place } from './brushShape';
import { FrameScheduler } from './frameScheduler';
import { rowsText } from './placement';
import type { PictureFormat } from './picture';
import { PointerTool } from './pointerTool';
import type { Drag } from './pointerTool';
import { firstTurn, turned } from './projection';
import type { Turn } from './projection';
import type { ScatterContext } from './scatterPlot';
import { scatterStage, showTip } from './scatterStage';
import { SpaceScene, SpaceSurface } from './spaceSurface';
import type { SpaceContent } from './spaceSurface';
import { TableToggle } from './tableToggle';

export interface SpaceContext extends Omit<ScatterContext, 'onZoom'> {
  /** Tells from where it is seen, to be remembered; `undefined` when as at first. */
  readonly onTurn: (turn: Turn | undefined) => void;
}

/** Radians. */
const keyTurn = 0.1;

const turns: Readonly<Record<string, Turn>> = {
  ArrowLeft: { azimuth: keyTurn, elevation: 0 },
  ArrowRight: { azimuth: -keyTurn, elevation: 0 },
  ArrowUp: { azimuth: 0, elevation: keyTurn },
  ArrowDown: { azimuth: 0, elevation: -keyTurn },
};

const keysHint =
  'Arrow keys turn it, Page Down and Page Up go from point to point, Enter selects or removes it, Escape clears the selection.';

/** Points in three dimensions; the mouse and the arrow keys turn them. */
export class SpacePlot {
  private readonly tools = document.createElement('div');
  private readonly stage;
  private readonly surface: SpaceSurface;
  private readonly table: TableToggle;
  private readonly scheduler = new FrameScheduler(() => this.draw());
  private readonly heard: Disposable;
  private scene: SpaceScene | undefined;
  private turn = firstTurn;
  /** From where it was seen when it was taken hold of. */
  private held: Turn | undefined;
  private current: number | undefined;

  constructor(
    place: HTMLElement,
    private readonly context: SpaceContext,
  ) {
    place.classList.add('scatter');
    this.tools.className = 'scatter-tools';
    place.append(this.tools);
    this.stage = scatterStage(place);
    const { root } = this.stage;
    root.dataset['tool'] = 'move';
    this.surface = new SpaceSurface(this.stage);
    this.table = new TableToggle(root, context.facts, () => this.draw());
    const pointer = new PointerTool(root, {
      hover: at => this.point(at && this.surface.nearest(at)),
      click: (at, how) => this.click(at, how),
      drag: drag => this.turnBy(drag),
      drop: () => (this.held = undefined),
      cancel: () => (this.held = undefined),
      zoom: () => undefined,
    });
    pointer.tool = 'move';
    root.addEventListener('keydown', event => this.press(event));
    this.heard = context.selection.onDidChange(() => this.scheduler.ask('all'));
  }

  /** Shows other points. @param turn from where they were last seen. */
  show(content: SpaceContent, turn: Turn = firstTurn): void {
    this.scene = new SpaceScene(content);
    this.turn = turn;
    this.point(undefined);
    this.draw();
  }

  draw(): void {
    const { scene, turn, current, context } = this;
    if (scene === undefined) return;
    this.drawWords(scene);
    const { mask } = this;
    this.surface.draw(scene, turn, { mask, current, theme: context.theme.current });
    this.table.draw(() => scene.rows);
  }

  /** The plot as it is turned, without what the mouse draws. */
  picture(format: PictureFormat): Promise<Blob> {
    const { scene, turn, mask, context } = this;
    if (scene === undefined) return Promise.reject(new Error('There is nothing drawn yet.'));
    return this.surface.picture(format, scene, turn, { mask, theme: context.theme.current });
  }

  dispose(): void {
    this.heard.dispose();
    this.scheduler.dispose();
  }

  private get mask(): Uint8Array | undefined {
    const { current } = this.context.selection;
    return current.count > 0 ? current.mask : undefined;
  }

  private drawWords({ axes, rows }: SpaceScene): void {
    const total = axes[0].values.length;
    const words =
      rows.length === total
        ? rowsText(total)
        : `${countText(rows.length)} of ${rowsText(total)} drawn; the others have no finite value here`;
    const names = axes.map(({ name }) => name).join(', ');
    this.stage.root.setAttribute(
      'aria-label',
      `${names} in three dimensions: ${words}. ${keysHint}`,
    );
    render(
      html`
        <button ?disabled=${this.turn === firstTurn} @click=${() => this.turnTo(firstTurn)}>
          Reset view
        </button>
        ${this.table.button}
        <span class="scatter-words">${words}. Drag or use the arrow keys to turn.</span>
      `,
      this.tools,
    );
  }

  private point(row: number | undefined): void {
    if (row === this.current) return;
    this.current = row;
    this.stage.tip.hidden = true;
    this.scheduler.ask('all');
    if (row !== undefined) showTip(this.stage.tip, this.linesOf(row), this.surface.placeOf(row));
  }

  private linesOf(row: number): readonly string[] {
    return this.context.facts(row).map(([name, value]) => `${name} ${value}`);
  }

  private click(at: Place, how: JoinMode): void {
    const { selection } = this.context;
    const row = this.surface.nearest(at);
    if (row !== undefined) selection.chooseRows([row], `row ${row}`, how);
    else if (how === 'replace') selection.clear();
  }

  private turnBy(drag: Drag): void {
    if (drag.tool === 'lasso') return;
    const { from, to } = drag;
    this.held ??= this.turn;
    const by = { azimuth: (from.x - to.x) / 150, elevation: (to.y - from.y) / 150 };
    this.turnTo(turned(this.held, by));
  }

  private turnTo(turn: Turn): void {
    this.turn = turn;
    this.stage.tip.hidden = true;
    this.context.onTurn(turn === firstTurn ? undefined : turn);
    this.scheduler.ask('all');
  }

  private press(event: KeyboardEvent): void {
    const by = turns[event.key];
    const actions: Readonly<Record<string, () => void>> = {
      PageDown: () => this.step(1),
      PageUp: () => this.step(-1),
      Enter: () => this.toggleCurrent(),
      Escape: () => this.context.selection.clear(),
    };
    const action = by === undefined ? actions[event.key] : () => this.turnTo(turned(this.turn, by));
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  private step(by: number): void {
    const rows = this.scene?.rows ?? new Uint32Array();
    if (rows.length === 0) return;
    const at = this.current === undefined ? -1 : rows.indexOf(this.current);
    const row = rows[Math.min(rows.length - 1, Math.max(0, at + by))] as number;
    this.point(row);
    this.context.announce(this.linesOf(row).join(', '));
  }

  private toggleCurrent(): void {
    const { current, context } = this;
    if (current === undefined) return;
    const isSelected = context.selection.current.mask[current] === 1;
    context.selection.chooseRows([current], `row ${current + 1}`, isSelected ? 'remove' : 'add');
    context.announce(`Row ${current + 1} ${isSelected ? 'removed' : 'selected'}.`);
  }
}
