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

  constructor(readonly place: HTMLElement) {}

  /** Draws with the size that the place has now. */
  draw(option: ChartOption, theme: Theme): void {
    this.chart ??= init(this.place, undefined, { renderer: 'canvas' });
    this.chart.resize();
    this.chart.setOption({ ...themed(theme), ...option }, { notMerge: true });
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
