import type { Extent } from '../../core/analysis/extent';
import { numberText } from '../page/numberText';
import type { Theme } from '../page/theme';
import { axisTitle, edgeValue, isOnAxis } from './axis';
import type { Axis } from './axis';
import type { ChartOption } from './chart';
import { viridis } from './palette';
import { backgroundShare } from './pointRaster';
import type { LegendEntry, Mark, PointSet, PointStyle, PointSymbol, StepLine } from './pointSet';
import { categoryTicks } from './categoryAxis';
import { lineSeries } from './stepLines';

/** What a scatter plot shows. */
export interface ScatterPicture {
  readonly points: PointSet;
  readonly axes: { readonly x: Axis; readonly y: Axis };
  /** The values in sight. */
  readonly ranges: { readonly x: Extent; readonly y: Extent };
  readonly marks: readonly Mark[];
  readonly lines?: readonly StepLine[] | undefined;
  /** One byte per row, 1 where it is selected; absent when no row is. */
  readonly mask?: Uint8Array | undefined;
  /** Whether titles, legend and scale are left out. */
  readonly isSmall?: boolean | undefined;
  /** Whether the points are left to somebody else. */
  readonly isBare: boolean;
}

type Series = Readonly<Record<string, unknown>>;

/** Room beside the axes: CSS pixels. */
const grid = { left: 56, top: 34, bottom: 40 };
const smallGrid = { left: 46, right: 10, top: 6, bottom: 22 };

/** What ECharts draws: axes, legend and marks, and the points unless the picture is bare. */
export function scatterOption(picture: ScatterPicture, theme: Theme): ChartOption {
  const { points, axes, ranges, marks, lines = [], isBare, isSmall = false } = picture;
  const series = [
    ...points.legend.map(legendSeries),
    ...(isBare ? [] : pointSeries(picture)),
    ...lines.map((line, index) => lineSeries(line, lineName(index), { axes, ranges })),
    ...marks.map(mark => markSeries(mark, theme)),
  ];
  return {
    // Not even made: what is said of a point is in the page.
    tooltip: undefined,
    // The plot has words of its own, in the page.
    aria: { enabled: false },
    grid: isSmall ? smallGrid : { ...grid, right: points.scale === undefined ? 20 : 96 },
    legend: isSmall ? { show: false } : legendOf(points.legend, lines, theme),
    xAxis: axisOption(axes.x, { range: ranges.x, theme, isSmall, place: 'below' }),
    yAxis: axisOption(axes.y, { range: ranges.y, theme, isSmall, place: 'left' }),
    ...(points.scale && !isSmall && { visualMap: scaleOption(points, series, theme) }),
    series,
  };
}

function axisOption(
  axis: Axis,
  {
    range,
    theme,
    isSmall,
    place,
  }: {
    readonly range: Extent;
    readonly theme: Theme;
    readonly isSmall: boolean;
    readonly place: 'below' | 'left';
  },
): Series {
  return {
    type: axis.log === true ? 'log' : 'value',
    name: isSmall ? '' : axisTitle(axis),
    splitNumber: isSmall ? 3 : 5,
    nameLocation: 'middle',
    nameGap: place === 'below' ? 24 : 44,
    nameTextStyle: { color: theme.foreground },
    nameTruncate: { maxWidth: 400, ellipsis: '…' },
    inverse: axis.inverse === true,
    min: range[0],
    max: range[1],
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.muted } },
    axisTick: { lineStyle: { color: theme.muted } },
    axisLabel: {
      color: theme.foreground,
      hideOverlap: true,
      // The ends of the range are seldom round.
      showMinLabel: false,
      showMaxLabel: false,
      formatter: (value: number) => tickText(value),
    },
    splitLine: { lineStyle: { color: theme.border, opacity: 0.25 } },
    ...(axis.labels && categoryTicks(axis.labels, range, theme)),
  };
}

/** A number at an axis, without the noise of adding steps. */
export function tickText(value: number): string {
  const short = Number(value.toPrecision(12));
  const isLong = short !== 0 && (Math.abs(short) >= 1e6 || Math.abs(short) < 1e-4);
  return isLong ? short.toExponential().replace('e+', 'e') : String(short);
}

function lineName(index: number): string {
  return `line ${index}`;
}

function legendOf(
  entries: readonly LegendEntry[],
  lines: readonly StepLine[],
  theme: Theme,
): Series {
  // Names may be equal, and series must not be: they are called by their number.
  const names = new Map([
    ...entries.map(({ name }, index) => [String(index), name] as const),
    ...lines.flatMap(({ name }, index) =>
      name === undefined ? [] : [[lineName(index), name] as const],
    ),
  ]);
  return {
    show: names.size > 0,
    type: 'scroll',
    top: 4,
    left: 56,
    right: 20,
    itemWidth: 12,
    itemHeight: 12,
    selectedMode: false,
    inactiveColor: theme.muted,
    pageTextStyle: { color: theme.foreground },
    pageIconColor: theme.foreground,
    pageIconInactiveColor: theme.muted,
    textStyle: { color: theme.foreground, width: 160, overflow: 'truncate' },
    data: [...names.keys()],
    formatter: (index: string) => names.get(index) ?? '',
  };
}

function legendSeries({ colour, symbol }: LegendEntry, index: number): Series {
  return {
    type: 'scatter',
    name: String(index),
    symbol: symbols[symbol],
    itemStyle: { color: colour },
    silent: true,
    data: [],
  };
}

/** Points that are not selected lie below those that are. */
function pointSeries({ points, axes, ranges, mask }: ScatterPicture): readonly Series[] {
  const flags = mask === undefined ? [undefined] : [0, 1];
  return flags.flatMap(flag =>
    points.styles.flatMap((style, index) => {
      const wanted = (row: number): boolean =>
        points.category[row] === index && (flag === undefined || mask?.[row] === flag);
      const data = flatData(points, { axes, ranges }, wanted);
      return data.length === 0 ? [] : [seriesOf(style, data, flag === 0 ? backgroundShare : 1)];
    }),
  );
}

/** x, y, colour of one point after the other. */
function flatData(
  { x, y, scale }: PointSet,
  { axes, ranges }: Pick<ScatterPicture, 'axes' | 'ranges'>,
  wanted: (row: number) => boolean,
): Float64Array {
  const data = new Float64Array(x.length * 3);
  const [edgeX, edgeY] = [edgeValue(ranges.x, axes.x), edgeValue(ranges.y, axes.y)];
  let next = 0;
  for (let row = 0; row < x.length; row++) {
    const a = x[row] as number;
    const b = y[row] as number;
    if (!wanted(row) || !isOnAxis(a, axes.x) || !isOnAxis(b, axes.y)) continue;
    data[next++] = Number.isNaN(a) ? edgeX : a;
    data[next++] = Number.isNaN(b) ? edgeY : b;
    data[next++] = scale === undefined ? 0 : (scale.values[row] as number);
  }
  return data.slice(0, next);
}

function seriesOf(style: PointStyle, data: Float64Array, share: number): Series {
  return {
    type: 'scatter',
    name: scaledName(style),
    symbol: symbols[style.symbol],
    symbolSize: style.size,
    itemStyle: { color: style.colour, opacity: style.opacity * share },
    // `large` fills one path of all points, which takes minutes for 20,000 that overlap.
    large: false,
    progressive: 0,
    silent: true,
    clip: true,
    dimensions: ['x', 'y', 'colour'],
    encode: { x: 'x', y: 'y' },
    data,
  };
}

const scaledNames = { yes: 'scaled', no: 'plain' } as const;

function scaledName({ isScaled }: PointStyle): string {
  return isScaled === true ? scaledNames.yes : scaledNames.no;
}

function scaleOption({ scale }: PointSet, series: readonly Series[], theme: Theme): Series {
  const [min, max] = scale?.range ?? [0, 1];
  return {
    type: 'continuous',
    min,
    // A scale needs an extent.
    max: max > min ? max : min + 1,
    calculable: false,
    right: 8,
    top: 'middle',
    align: 'left',
    itemHeight: 120,
    itemWidth: 12,
    dimension: 2,
    seriesIndex: series.flatMap(({ name }, index) => (name === scaledNames.yes ? [index] : [])),
    inRange: { color: viridis },
    text: [`${scale?.name ?? ''}\n${numberText(max, 4)}`, numberText(min, 4)],
    textStyle: { color: theme.foreground, width: 76, overflow: 'truncate' },
  };
}

function markSeries({ name, x, y, symbol, side }: Mark, theme: Theme): Series {
  return {
    type: 'scatter',
    symbol: symbols[symbol],
    symbolSize: 11,
    itemStyle: { color: 'transparent', borderColor: theme.foreground, borderWidth: 1.5 },
    label: {
      show: true,
      formatter: () => name,
      position: side,
      color: theme.foreground,
      textBorderColor: theme.background,
      textBorderWidth: 3,
    },
    labelLayout: { hideOverlap: true },
    silent: true,
    z: 5,
    data: [[x, y]],
  };
}

/** What ECharts calls the symbols. */
export const symbols: Readonly<Record<PointSymbol, string>> = {
  circle: 'circle',
  square: 'rect',
  diamond: 'diamond',
  triangle: 'triangle',
  wedge: 'path://M0,0L10,0L5,10Z',
  cross: 'path://M2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5L0,2Z',
};
