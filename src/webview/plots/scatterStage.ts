import type { Place } from './brushShape';

/** What lies over each other in a plot: the raster of points, ECharts, what the mouse draws, and the words beside it. */
export interface ScatterStage {
  readonly root: HTMLElement;
  readonly chart: HTMLElement;
  readonly points: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
  readonly tip: HTMLElement;
}

/** A rectangle in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function scatterStage(place: HTMLElement): ScatterStage {
  const add = <Tag extends 'div' | 'canvas'>(tag: Tag, className: string) => {
    const element = document.createElement(tag);
    element.className = className;
    element.setAttribute('aria-hidden', 'true');
    return element;
  };
  const root = document.createElement('div');
  root.className = 'scatter-stage';
  root.tabIndex = 0;
  root.setAttribute('role', 'application');
  const stage = {
    root,
    points: add('canvas', 'scatter-points'),
    chart: add('div', 'scatter-chart'),
    overlay: add('canvas', 'scatter-overlay'),
    tip: add('div', 'scatter-tip'),
  };
  stage.tip.hidden = true;
  root.append(stage.points, stage.chart, stage.overlay, stage.tip);
  place.append(root);
  return stage;
}

/** Puts a canvas exactly over a part of the stage, with one pixel for each of the screen. */
export function fitCanvas(canvas: HTMLCanvasElement, { left, top, width, height }: Box): void {
  const ratio = window.devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  Object.assign(canvas.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}

/** Says something beside a place; each line is text. */
export function showTip(tip: HTMLElement, lines: readonly string[], at: Place): void {
  tip.replaceChildren(
    ...lines.map(line => {
      const element = document.createElement('div');
      element.textContent = line;
      return element;
    }),
  );
  tip.hidden = false;
  const room = tip.parentElement?.getBoundingClientRect();
  const [width, height] = [tip.offsetWidth, tip.offsetHeight];
  const isRight = at.x + 12 + width > (room?.width ?? Infinity);
  tip.style.left = `${Math.max(0, isRight ? at.x - 12 - width : at.x + 12)}px`;
  tip.style.top = `${Math.max(0, Math.min(at.y + 12, (room?.height ?? Infinity) - height))}px`;
}
