import { render } from 'lit-html';
import { countText } from '../../core/countText';
import type { Disposable } from '../../core/event';
import { joined } from '../model/selectionModel';
import type { JoinMode, SelectionModel } from '../model/selectionModel';
import type { ThemeSource } from '../page/theme';
import { axisTitle } from './axis';
import type { Place } from './brushShape';
import { FrameScheduler } from './frameScheduler';
import { leftOutWords, placementOf, rowsText } from './placement';
import type { PictureFormat } from './picture';
import { PointerTool } from './pointerTool';
import type { Drag, DragTool } from './pointerTool';
import type { PointFacts } from './pointTable';
import { brushed } from './scatterBrush';
import { keysHint, scatterKeys } from './scatterKeys';
import { showTip } from './scatterStage';
import { fullWindow, ScatterSight } from './scatterSight';
import { ScatterSurface } from './scatterSurface';
import type { ScatterContent } from './scatterSurface';
import { scatterTools } from './scatterTools';
import { TableToggle } from './tableToggle';
import { movedWindow, zoomedWindow } from './zoomWindow';
import type { ZoomWindow } from './zoomWindow';

/** What a scatter plot needs of the view around it. */
export interface ScatterContext {
  readonly theme: ThemeSource;
  readonly selection: SelectionModel;
  readonly announce: (text: string) => void;
  /** What is said of a point. */
  readonly facts: PointFacts;
  /** What a point is called; its row where nothing else is said. */
  readonly nameOf?: (row: number) => string;
  /** Tells what is in sight, to be remembered; `undefined` when all is. */
  readonly onZoom: (zoom: ZoomWindow | undefined) => void;
}

/** Points of a plane that can be selected with mouse and keyboard; the selection is shared with all else. */
export class ScatterPlot {
  private readonly tools = document.createElement('div');
  private readonly surface: ScatterSurface;
  private readonly table: TableToggle;
  private readonly pointer: PointerTool;
  private readonly scheduler = new FrameScheduler(what => this.redraw(what));
  private readonly heard: Disposable;
  private content: ScatterContent | undefined;
  private sight: ScatterSight | undefined;
  private drag: Drag | undefined;
  /** What was in sight when the picture was taken hold of. */
  private held: ZoomWindow | undefined;
  /** One byte per row: what would be selected if the mouse were released now. */
  private preview: Uint8Array | undefined;
  private current: number | undefined;

  constructor(
    place: HTMLElement,
    private readonly context: ScatterContext,
  ) {
    this.tools.className = 'scatter-tools';
    place.classList.add('scatter');
    place.append(this.tools);
    this.surface = new ScatterSurface(place);
    const { root } = this.surface.stage;
    this.table = new TableToggle(root, context.facts, () => this.draw());
    this.pointer = new PointerTool(root, {
      hover: at => this.hover(at),
      click: (at, how) => this.click(at, how),
      drag: (drag, how) => this.dragTo(drag, how),
      drop: (drag, how) => this.drop(drag, how),
      cancel: () => this.endDrag(),
      zoom: (at, factor) => this.zoomAt(at, factor),
    });
    root.addEventListener('keydown', event => scatterKeys(event, this));
    this.heard = context.selection.onDidChange(() => this.scheduler.ask('points'));
  }

  /** Shows other points. @param zoom what was remembered of the same axes. */
  show(content: Omit<ScatterContent, 'placement'>, zoom?: ZoomWindow): void {
    const { points, axes } = content;
    // What is drawn around with the mouse is of the points that were there.
    if (points.x.length !== this.content?.points.x.length) this.pointer.giveUp();
    this.content = { ...content, placement: placementOf(points, axes) };
    this.sight = new ScatterSight(this.content, zoom);
    this.pointer.zoomsAlways = content.isSmall !== true;
    this.point(undefined);
    this.draw();
  }

  /** Draws with the size that the place has now. */
  draw(): void {
    const { content, sight, surface, mask } = this;
    if (content === undefined || sight === undefined) return;
    this.drawWords(content);
    if (surface.isInSight) {
      surface.draw(content, { mask, ranges: sight.ranges }, this.context.theme.current);
      this.drawOverlay();
    }
    this.table.draw(() => sight.order);
  }

  /** What dragging does. */
  set tool(tool: DragTool) {
    this.pointer.tool = tool;
    this.surface.stage.root.dataset['tool'] = tool;
    if (this.content !== undefined) this.drawWords(this.content);
  }

  /** The plot without what the mouse draws: a drag is given up for it. */
  picture(format: PictureFormat): Promise<Blob> {
    this.pointer.giveUp();
    this.draw();
    return this.surface.picture(format, this.mask, this.context.theme.current);
  }

  resetZoom(): void {
    this.zoomTo(undefined);
    this.context.announce('All points are in sight.');
  }

  /** Brings rows into sight, as far as they have a place in the plane. */
  lookAt(rows: Uint32Array): void {
    if (this.content !== undefined) this.zoomTo(fullWindow(this.content, rows));
  }

  zoomBy(factor: number): void {
    const box = this.surface.frame?.box;
    if (box === undefined) return;
    this.zoomAt({ x: box.left + box.width / 2, y: box.top + box.height / 2 }, factor);
  }

  /** Goes from point to point by x; at the ends it stays. */
  step(by: number): void {
    const order = this.sight?.order;
    if (order === undefined || order.length === 0) return;
    const at = this.current === undefined ? -1 : order.indexOf(this.current);
    const isFromEnd = at < 0 && by < 0 && by > -Infinity;
    const next = isFromEnd ? order.length - 1 : at + by;
    const row = order[Math.min(order.length - 1, Math.max(0, next))] as number;
    this.point(row);
    this.context.announce(this.linesOf(row).join(', '));
  }

  /** Selects the point that the keyboard is at, or takes it out of the selection. */
  toggleCurrent(): void {
    if (this.current !== undefined) this.toggle(this.current);
  }

  /** Gives up a drag, otherwise clears the selection. */
  escape(): void {
    if (!this.pointer.giveUp()) this.context.selection.clear();
  }

  dispose(): void {
    this.heard.dispose();
    this.scheduler.dispose();
    this.surface.dispose();
  }

  private get mask(): Uint8Array | undefined {
    const { current } = this.context.selection;
    return this.preview ?? (current.count > 0 ? current.mask : undefined);
  }

  private redraw(what: 'points' | 'all'): void {
    if (what === 'points' && this.surface.isInSight && this.surface.redrawPoints(this.mask)) {
      this.drawOverlay();
    } else this.draw();
  }

  private drawOverlay(): void {
    this.surface.drawOverlay(this.context.theme.current, this.drag, this.current);
  }

  private drawWords(content: ScatterContent): void {
    const { points, axes, placement } = content;
    const drawn = placement.rows.length;
    const count =
      drawn === points.x.length
        ? rowsText(drawn)
        : `${countText(drawn)} of ${rowsText(points.x.length)} drawn`;
    const words =
      content.words ?? [count, leftOutWords(placement)].filter(text => text !== '').join('; ');
    const { root } = this.surface.stage;
    const title = `${axisTitle(axes.y)} against ${axisTitle(axes.x)}: ${words}`;
    root.setAttribute('aria-label', `${title}. ${keysHint}`);
    if (content.isSmall === true) {
      // Rows without an objective are told once for all.
      render(leftOutWords({ ...placement, atEdge: 0 }), this.tools);
      return;
    }
    const state = {
      tool: this.pointer.tool,
      isZoomed: this.sight?.zoom !== undefined,
      tableButton: this.table.button,
      words,
      onTool: (tool: DragTool) => (this.tool = tool),
      onReset: () => this.resetZoom(),
    };
    render(scatterTools(state), this.tools);
  }

  private linesOf(row: number): readonly string[] {
    return this.context.facts(row).map(([name, value]) => `${name} ${value}`);
  }

  /** Draws attention to a point, or to none. */
  private point(row: number | undefined): void {
    if (row === this.current) return;
    this.current = row;
    const { frame, stage } = this.surface;
    stage.tip.hidden = true;
    if (row !== undefined && frame !== undefined) {
      showTip(stage.tip, this.linesOf(row), frame.placeOf(row));
    }
    this.drawOverlay();
  }

  private hover(at: Place | undefined): void {
    const { frame } = this.surface;
    this.point(at !== undefined && frame?.holds(at) === true ? frame.nearest(at) : undefined);
  }

  private click(at: Place, how: JoinMode): void {
    const row = this.surface.frame?.nearest(at);
    if (row === undefined) {
      if (how === 'replace') this.context.selection.clear();
    } else this.context.selection.chooseRows([row], this.nameOf(row), how);
  }

  private toggle(row: number): void {
    const { selection, announce } = this.context;
    const isSelected = selection.current.mask[row] === 1;
    const name = this.nameOf(row);
    selection.chooseRows([row], name, isSelected ? 'remove' : 'add');
    announce(`${name.replace(/^r/, 'R')} ${isSelected ? 'removed' : 'selected'}.`);
  }

  private nameOf(row: number): string {
    return this.context.nameOf?.(row) ?? `row ${row}`;
  }

  private dragTo(drag: Drag, how: JoinMode): void {
    const { content, surface } = this;
    if (content === undefined || surface.frame === undefined) return;
    this.drag = drag;
    if (drag.tool === 'move') this.moveBy(drag.from, drag.to);
    else {
      const { chosen } = brushed(drag, surface.frame, content);
      this.preview = joined(this.context.selection.current.mask, chosen, how);
      this.scheduler.ask('points');
    }
  }

  private drop(drag: Drag, how: JoinMode): void {
    const { content, surface, context } = this;
    if (content === undefined || surface.frame === undefined) return;
    this.endDrag();
    if (drag.tool === 'move') return;
    const { chosen, words } = brushed(drag, surface.frame, content);
    context.selection.choose(chosen, words, how);
    context.announce(`${rowsText(context.selection.current.count)} selected: ${words}`);
  }

  private endDrag(): void {
    this.drag = undefined;
    this.held = undefined;
    this.preview = undefined;
    this.scheduler.ask('points');
  }

  private moveBy(from: Place, to: Place): void {
    const { frame } = this.surface;
    if (frame === undefined || this.content === undefined || this.sight === undefined) return;
    this.held ??= this.sight.ranges;
    this.zoomTo(movedWindow(this.held, { axes: this.content.axes, box: frame.box }, from, to));
  }

  private zoomAt(at: Place, factor: number): void {
    const { content, sight, surface } = this;
    if (content === undefined || sight === undefined || surface.frame === undefined) return;
    const place = { axes: content.axes, box: surface.frame.box };
    this.zoomTo(zoomedWindow(sight.ranges, place, at, factor));
  }

  private zoomTo(zoom: ZoomWindow | undefined): void {
    if (this.content !== undefined) this.sight = new ScatterSight(this.content, zoom);
    this.surface.stage.tip.hidden = true;
    this.context.onZoom(zoom);
    this.scheduler.ask('all');
  }
}
