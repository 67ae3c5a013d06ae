import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { Theme } from '../page/theme';
import type { Ink } from './ink';
import { inkPicture, noRoom } from './inkPicture';
import type { PictureSize } from './inkPicture';
import type { PictureFormat } from './picture';
import { SvgInk } from './svgInk';

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LineChart,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
  VisualMapComponent,
]);

export type ChartOption = EChartsCoreOption;

/** A chart of ECharts in a place of the page, in the colours of the theme. */
export class Chart {
  private chart: EChartsType | undefined;
  private drawn: ChartOption | undefined;

  constructor(readonly place: HTMLElement) {}

  /** Draws with the size that the place has now. */
  draw(option: ChartOption, theme: Theme): void {
    this.chart ??= init(this.place, undefined, { renderer: 'canvas' });
    this.chart.resize();
    this.drawn = { ...themed(theme), ...option };
    this.chart.setOption(this.drawn, { notMerge: true });
  }

  /**
   * What is drawn, on a background of its own; out of sight it may be no longer what it would be.
   * @throws {Error} when nothing was drawn yet.
   */
  picture(format: PictureFormat, theme: Theme): Promise<Blob> {
    const { size, place } = this;
    const inSight = place.offsetWidth === 0 ? noRoom : size;
    return inkPicture(format, inSight, theme, (ink, ratio) => this.paint(ink, ratio));
  }

  /** Draws what was drawn last with another ink, over what is there already. @throws {Error} when nothing was drawn yet. */
  paint(ink: Ink, ratio: number): void {
    const { chart, drawn } = this;
    const { width, height } = this.size;
    if (chart === undefined || drawn === undefined) throw nothingDrawn();
    if (!(ink instanceof SvgInk)) {
      ink.drawImage(chart.renderToCanvas({ pixelRatio: ratio }), 0, 0, width, height);
      return;
    }
    const copy = init(null, undefined, { renderer: 'svg', ssr: true, width, height });
    copy.setOption(drawn);
    // ECharts' own method would add what happens under a mouse.
    const painter = copy.getZr().painter as unknown as SvgPainter;
    ink.drawSvg(painter.renderToString({ cssEmphasis: false }));
    copy.dispose();
  }

  private get size(): PictureSize {
    if (this.chart === undefined) throw nothingDrawn();
    return { width: this.chart.getWidth(), height: this.chart.getHeight() };
  }

  /** What ECharts offers beyond drawing; `undefined` before the first {@link draw}. */
  get instance(): EChartsType | undefined {
    return this.chart;
  }

  dispose(): void {
    this.chart?.dispose();
    this.chart = undefined;
  }
}

/** What ECharts draws SVG with, as far as its types do not say it. */
interface SvgPainter {
  renderToString(options: { readonly cssEmphasis: boolean }): string;
}

function nothingDrawn(): Error {
  return new Error('There is nothing drawn yet.');
}

/** What all charts have in common. Tooltips are drawn, never made of markup: names from files are only text. */
function themed({ fontFamily: family, ...theme }: Theme): ChartOption {
  const { foreground, background, border, fontSize } = theme;
  // ECharts writes it into an attribute of an SVG as it is.
  const fontFamily = family.replaceAll('"', "'");
  return {
    animation: false,
    textStyle: { color: foreground, fontFamily, fontSize },
    tooltip: {
      renderMode: 'richText',
      backgroundColor: background,
      borderColor: border,
      textStyle: { color: foreground, fontFamily, fontSize },
    },
    aria: { enabled: true },
  };
}
