import { numberText } from '../../page/numberText';
import type { Theme } from '../../page/theme';
import type { ChartOption } from '../../plots/chart';
import { okabeIto } from '../../plots/palette';
import type { VariableFacts } from './importanceAnswer';
import { directionWords } from './importanceWords';

/** CSS pixels that the two bars of a variable take. */
export const barsHeight = 36;
/** Of legend and axis. */
export const edgesHeight = 64;

/** Two bars for each variable: how much shuffling it costs a forest, and how strong its rank correlation is. */
export function importanceOption(
  variables: readonly VariableFacts[],
  target: string,
  theme: Theme,
): ChartOption {
  const { foreground, border } = theme;
  return {
    tooltip: { show: false },
    // The plot has words of its own, in the page.
    aria: { enabled: false },
    legend: { top: 4, left: 180, selectedMode: false, textStyle: { color: foreground } },
    grid: { left: 180, right: 96, top: 32, bottom: 28 },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: { color: foreground },
      splitLine: { lineStyle: { color: border, opacity: 0.25 } },
    },
    yAxis: nameAxis(variables, theme),
    series: [
      bars('Permutation importance (share of all)', okabeIto[1], {
        theme,
        values: variables.map(({ share }) => share),
        wordsOf: at => shareText(variables[at]?.share),
      }),
      bars(`Rank correlation (absolute): ${target} rises or falls with it`, okabeIto[4], {
        theme,
        values: variables.map(({ correlation }) =>
          'why' in correlation ? undefined : Math.abs(correlation.value),
        ),
        wordsOf: at => correlationLabel(variables[at]),
      }),
    ],
  };
}

function nameAxis(variables: readonly VariableFacts[], { foreground, muted }: Theme): ChartOption {
  return {
    type: 'category',
    inverse: true,
    // Names may be equal when cut: bars are called by their number.
    data: variables.map((_, at) => String(at)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: muted } },
    axisLabel: {
      color: foreground,
      width: 166,
      overflow: 'truncate',
      interval: 0,
      formatter: (at: string) => variables[Number(at)]?.title ?? '',
    },
  };
}

function bars(
  name: string,
  colour: string,
  {
    theme,
    values,
    wordsOf,
  }: {
    readonly theme: Theme;
    readonly values: readonly (number | undefined)[];
    readonly wordsOf: (at: number) => string;
  },
): Readonly<Record<string, unknown>> {
  return {
    type: 'bar',
    name,
    silent: true,
    barMaxWidth: 12,
    barGap: '20%',
    itemStyle: { color: colour, borderColor: theme.foreground, borderWidth: 0.5 },
    label: {
      show: true,
      position: 'right',
      color: theme.foreground,
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => wordsOf(dataIndex),
    },
    // A bar of no length still has its words.
    data: values.map(value => value ?? 0),
  };
}

export function shareText(share: number | undefined): string {
  return share === undefined ? 'not known' : numberText(share, 2);
}

function correlationLabel(variable: VariableFacts | undefined): string {
  if (variable === undefined) return '';
  const { correlation } = variable;
  if ('why' in correlation) return correlation.why;
  return `${numberText(Math.abs(correlation.value), 2)}, ${directionWords(variable)}`;
}
