import type { Steps } from '../../core/analysis/stepsOf';
import { countText } from '../../core/countText';
import { numberText } from '../page/numberText';
import type { Theme } from '../page/theme';
import type { ChartOption } from '../plots/chart';
import { symbols, tickText } from '../plots/scatterOption';
import type { Compared } from './compared';

/** A history of one result. */
export interface HistoryLine {
  readonly result: Pick<Compared, 'name' | 'colour' | 'symbol'>;
  readonly steps: Steps;
}

/** How many signs stand on a line, so that it can be told by shape, too. */
const signsOnLine = 8;

/** What ECharts draws of histories. @param title of the values. */
export function historiesOption(
  lines: readonly HistoryLine[],
  title: string,
  theme: Theme,
): ChartOption {
  const text = { color: theme.foreground };
  const axis = axisLook(theme);
  return {
    grid: { left: 72, right: 32, top: 34, bottom: 40 },
    // The page says in words what is drawn.
    aria: { enabled: false },
    legend: {
      type: 'scroll',
      top: 4,
      left: 72,
      right: 20,
      selectedMode: false,
      textStyle: { ...text, width: 160, overflow: 'truncate' },
      pageTextStyle: text,
      // Names of results may be anything; series are called by their number.
      formatter: (index: string) => lines[Number(index)]?.result.name ?? '',
      data: lines.map((_, index) => String(index)),
    },
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      formatter: (at: { readonly seriesName: string; readonly value: readonly number[] }) => {
        const [evaluations = 0, value = 0] = at.value;
        const name = lines[Number(at.seriesName)]?.result.name ?? '';
        return `${name}\nafter ${countText(evaluations)}: ${numberText(value, 17)}`;
      },
    },
    xAxis: { ...axis, name: 'evaluations', nameGap: 24, min: 0 },
    yAxis: { ...axis, name: title, nameGap: 56, scale: true },
    series: lines.map(lineSeries),
  };
}

function axisLook(theme: Theme): ChartOption {
  return {
    type: 'value',
    nameLocation: 'middle',
    nameTextStyle: { color: theme.foreground },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.muted } },
    axisLabel: { color: theme.foreground, hideOverlap: true, formatter: tickText },
    splitLine: { lineStyle: { color: theme.border, opacity: 0.25 } },
  };
}

function lineSeries({ result, steps }: HistoryLine, index: number): ChartOption {
  const every = Math.max(1, Math.ceil(steps.at.length / signsOnLine));
  return {
    type: 'line',
    step: 'end',
    name: String(index),
    symbol: symbols[result.symbol],
    lineStyle: { color: result.colour, width: 2 },
    itemStyle: { color: result.colour },
    data: Array.from(steps.at, (at, step) => ({
      value: [at, steps.values[step]],
      symbolSize: step % every === 0 || step === steps.at.length - 1 ? 9 : 0,
    })),
    showAllSymbol: true,
  };
}
