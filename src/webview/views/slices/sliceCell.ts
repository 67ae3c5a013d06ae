import { html, render } from 'lit-html';
import { axisTitle } from '../../plots/axis';
import type { PictureFormat } from '../../plots/picture';
import type { DragTool } from '../../plots/pointerTool';
import { ScatterPlot } from '../../plots/scatterPlot';
import type { ScatterContext } from '../../plots/scatterPlot';
import type { ScatterContent } from '../../plots/scatterSurface';
import type { ZoomWindow } from '../../plots/zoomWindow';

import type { PlacedPicture } from './slicesPicture';

export type SliceContent = Omit<ScatterContent, 'placement'>;

export interface SliceCellNeeds extends Omit<ScatterContext, 'facts' | 'onZoom'> {
  readonly load: (name: string) => Promise<SliceContent>;
  /** What is said of a row. */
  readonly facts: (name: string, row: number) => readonly (readonly [string, string])[];
  readonly onLog: (name: string, isLog: boolean) => void;
  readonly onZoom: () => void;
}

/** One slice: its name, and its plot while it is in sight. */
export class SliceCell {
  readonly element = document.createElement('section');
  zoom: ZoomWindow | undefined;
  /** What is seen in it, for those who see nothing of the page around it. */
  private title: string;
  private readonly head = document.createElement('div');
  private body = document.createElement('div');
  private plot: ScatterPlot | undefined;
  private dragTool: DragTool = 'rectangle';
  /** Of the latest load: earlier ones come too late. */
  private asked = 0;

  constructor(
    readonly name: string,
    private readonly needs: SliceCellNeeds,
  ) {
    this.title = name;
    this.element.className = 'slice';
    this.element.setAttribute('aria-label', name);
    this.head.className = 'slice-head';
    this.body.className = 'slice-plot';
    this.element.append(this.head, this.body);
    render(html`<span title=${name}>${name}</span>`, this.head);
  }

  /** Makes the plot, or gives back what it takes. */
  set isInSight(is: boolean) {
    if (is && this.plot === undefined) {
      const { needs, name } = this;
      this.plot = new ScatterPlot(this.body, {
        ...needs,
        facts: row => needs.facts(name, row),
        onZoom: zoom => {
          this.zoom = zoom;
          needs.onZoom();
        },
      });
      this.plot.tool = this.dragTool;
      void this.show();
    } else if (!is) this.dispose();
  }

  set tool(tool: DragTool) {
    this.dragTool = tool;
    if (this.plot !== undefined) this.plot.tool = tool;
  }

  /** Shows what there is to show now. */
  async show(): Promise<void> {
    const { plot, needs, name } = this;
    if (plot === undefined) return;
    const asked = ++this.asked;
    try {
      const content = await needs.load(name);
      if (asked !== this.asked) return;
      this.drawHead(content);
      plot.show(content, this.zoom);
    } catch (error) {
      if (asked !== this.asked) return;
      const words = error instanceof Error ? error.message : String(error);
      render(html`<span role="alert">${words}</span>`, this.head);
    }
  }

  draw(): void {
    this.plot?.draw();
  }

  resetZoom(): void {
    if (this.zoom === undefined) return;
    if (this.plot === undefined) this.zoom = undefined;
    else this.plot.resetZoom();
  }

  /** The plot, and where it is; `undefined` while it is out of sight. */
  async picture(format: PictureFormat): Promise<PlacedPicture | undefined> {
    const { plot, body: place, title } = this;
    return plot && { blob: await plot.picture(format), place, title };
  }

  dispose(): void {
    this.asked++;
    this.plot?.dispose();
    this.plot = undefined;
    // The plot listens to its place.
    const body = document.createElement('div');
    body.className = 'slice-plot';
    this.body.replaceWith(body);
    this.body = body;
  }

  private drawHead({ axes: { x, y } }: SliceContent): void {
    const title = axisTitle(x);
    this.title = `${axisTitle(y)} against ${title}`;
    render(
      html`
        <span title=${title}>${title}</span>
        ${
          x.labels === undefined
            ? html`<label title="Logarithmic axis">
                <input
                  type="checkbox"
                  aria-label="${x.name} logarithmic"
                  .checked=${x.log === true}
                  @change=${() => {
                    this.zoom = undefined;
                    this.needs.onLog(this.name, x.log !== true);
                  }}
                />log
              </label>`
            : html``
        }
      `,
      this.head,
    );
  }
}
