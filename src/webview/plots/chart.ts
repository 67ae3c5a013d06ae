import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  BrushComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { Theme } from '../page/theme';
import { pictureRatio, pngOf, svgOf } from './picture';
import type { PictureFormat } from './picture';

use([
  AriaComponent,
  BarChart,
  BrushComponent,
  CanvasRenderer,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  MarkPointComponent,
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
   * What was drawn last, on a background of its own.
   * @throws {Error} when nothing was drawn yet.
   */
  async picture(format: PictureFormat, { background }: Theme): Promise<Blob> {
    const { chart, drawn } = this;
    if (chart === undefined || drawn === undefined) throw new Error('There is nothing drawn yet.');
    if (format === 'png') {
      const pixelRatio = Math.max(pictureRatio, window.devicePixelRatio);
      return pngOf(chart.renderToCanvas({ pixelRatio, backgroundColor: background }));
    }
    const size = { width: chart.getWidth(), height: chart.getHeight() };
    const copy = init(null, undefined, { renderer: 'svg', ssr: true, ...size });
    copy.setOption({ ...drawn, backgroundColor: background });
    const text = copy.renderToSVGString();
    copy.dispose();
    return svgOf(text);
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

/** What all charts have in common. Tooltips are drawn, never made of markup: names from files are only text. */
function themed(theme: Theme): ChartOption {
  const { foreground, background, border, fontFamily, fontSize } = theme;
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
