import type { Ink } from '../../plots/ink';
import { pointCells } from '../../plots/pointCells';
import type { PointCells } from '../../plots/pointCells';
import { PointIndex } from '../../plots/pointIndex';
import { backgroundShare, PointRaster } from '../../plots/pointRaster';
import type { RasterInk } from '../../plots/pointRaster';
import { rgbOf } from '../../plots/rgbOf';
import { fitCanvas } from '../../plots/scatterStage';
import { viridisRamp } from '../../plots/viridisRamp';
import type { PointLooks } from '../pareto/paretoPoints';
import type { Place } from '../../plots/brushShape';
import type { MatrixColumn } from './matrixColumn';
import { boxOf, xOf, yOf } from './matrixLayout';
import type { Cell, MatrixLayout } from './matrixLayout';

/** Pixels of points that are kept for the next brush step: 20 MB. More are found again each time. */
const mostKept = 5_000_000;
/** CSS pixels from the mouse within which a point is meant. */
const reach = 10;

interface Content {
  readonly columns: readonly MatrixColumn[];
  readonly looks: PointLooks;
  readonly layout: MatrixLayout;
}

/** The points below the diagonal: all of them on one canvas, those that are selected on another over it. */
export class MatrixPoints {
  readonly all = document.createElement('canvas');
  readonly chosen = document.createElement('canvas');
  private readonly raster = new PointRaster();
  private kept = new Map<string, PointCells>();
  private image: ImageData | undefined;
  private content: Content | undefined;
  private index: { readonly cell: string; readonly of: PointIndex } | undefined;

  show(content: Content): void {
    this.content = content;
    this.kept = new Map();
    this.index = undefined;
    const { width, height } = content.layout;
    for (const canvas of [this.all, this.chosen]) {
      fitCanvas(canvas, { left: 0, top: 0, width, height });
    }
    this.paint(this.all, {});
  }

  /** Draws the rows of a mask over the others; `undefined` when none is selected. */
  choose(mask: Uint8Array | undefined): void {
    this.all.classList.toggle('dimmed', mask !== undefined);
    this.chosen.hidden = mask === undefined;
    if (mask !== undefined) this.paint(this.chosen, { mask, isMaskOnly: true });
  }

  /** Draws the points into a picture, as they are in the page. */
  drawOn(ink: Ink): void {
    const { all, chosen, content } = this;
    if (content === undefined) return;
    const { width, height } = content.layout;
    ink.globalAlpha = chosen.hidden ? 1 : backgroundShare;
    ink.drawImage(all, 0, 0, width, height);
    ink.globalAlpha = 1;
    if (!chosen.hidden) ink.drawImage(chosen, 0, 0, width, height);
  }

  /** The row whose point is meant by a place in a cell. */
  nearest(cell: Cell, place: Place): number | undefined {
    const cells = this.cellsOf(cell);
    const { content } = this;
    if (cells === undefined || content === undefined) return undefined;
    const name = nameOf(cell);
    if (this.index?.cell !== name) this.index = { cell: name, of: new PointIndex(cells) };
    const box = boxOf(content.layout, cell);
    const ratio = window.devicePixelRatio;
    const at = { x: (place.x - box.left) * ratio, y: (place.y - box.top) * ratio };
    return this.index.of.nearest(at, reach * ratio, row => {
      const point = this.placeOf(cell, row);
      return Math.hypot(point.x - place.x, point.y - place.y) * ratio;
    });
  }

  /** Where the point of a row is in a cell, in CSS pixels of the picture. */
  placeOf(cell: Cell, row: number): Place {
    const { columns, layout } = this.content as Content;
    const box = boxOf(layout, cell);
    const position = (at: number): number => columns[at]?.axis.positions[row] as number;
    return { x: xOf(box, position(cell.across)), y: yOf(box, position(cell.down)) };
  }

  private paint(canvas: HTMLCanvasElement, ink: Partial<RasterInk>): void {
    const surface = canvas.getContext('2d');
    const { content } = this;
    if (surface === null || content === undefined) return;
    surface.clearRect(0, 0, canvas.width, canvas.height);
    const { looks, layout } = content;
    const ratio = window.devicePixelRatio;
    const colours = looks.styles.map(({ colour }) => rgbOf(colour));
    for (let down = 1; down < layout.count; down++) {
      for (let across = 0; across < down; across++) {
        const cells = this.cellsOf({ across, down });
        if (cells === undefined) continue;
        const image = this.imageOf(surface, cells);
        // Where the points are is known already.
        const points = { ...looks, x: [], y: [] };
        this.raster.paint(image.data, cells, points, {
          colours,
          ramp: viridisRamp,
          pixelRatio: ratio,
          ...ink,
        });
        const { left, top } = boxOf(layout, { across, down });
        surface.putImageData(image, Math.round(left * ratio), Math.round(top * ratio));
      }
    }
  }

  private imageOf(surface: CanvasRenderingContext2D, { width, height }: PointCells): ImageData {
    if (this.image?.width !== width || this.image.height !== height) {
      this.image = surface.createImageData(width, height);
    }
    return this.image;
  }

  private cellsOf(cell: Cell): PointCells | undefined {
    const known = this.kept.get(nameOf(cell));
    if (known !== undefined || this.content === undefined) return known;
    const { columns, layout } = this.content;
    const [x, y] = [columns[cell.across], columns[cell.down]];
    if (x === undefined || y === undefined) return undefined;
    const box = boxOf(layout, cell);
    const ratio = window.devicePixelRatio;
    const found = pointCells(
      { x: x.axis.positions, y: y.axis.positions },
      { width: Math.round(box.width * ratio), height: Math.round(box.height * ratio) },
      position => (xOf(box, position) - box.left) * ratio,
      position => (yOf(box, position) - box.top) * ratio,
    );
    const pairs = (layout.count * (layout.count - 1)) / 2;
    if (pairs * found.cells.length <= mostKept) this.kept.set(nameOf(cell), found);
    return found;
  }
}

function nameOf({ across, down }: Cell): string {
  return `${across} ${down}`;
}
