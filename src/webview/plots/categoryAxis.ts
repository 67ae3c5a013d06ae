import type { Extent } from '../../core/analysis/extent';
import type { Theme } from '../page/theme';

/** Names beside an axis, at most: others would cover each other. */
const mostNames = 12;

/** What an axis of ECharts needs to have names instead of numbers. */
export function categoryTicks(labels: readonly string[], [from, to]: Extent, theme: Theme) {
  const [first, last] = [Math.max(0, Math.ceil(from)), Math.min(labels.length - 1, Math.floor(to))];
  const step = Math.max(1, Math.ceil((last - first + 1) / mostNames));
  return {
    type: 'value',
    // Half of a name from its middle, the next one begins.
    interval: step,
    axisLabel: {
      customValues: Array.from(
        { length: Math.floor((last - first) / step) + 1 },
        (_, at) => first + at * step,
      ),
      color: theme.foreground,
      hideOverlap: true,
      width: 72,
      overflow: 'truncate',
      formatter: (value: number) => labels[value] ?? '',
    },
  };
}

/** The names of the values within bounds: `linear, cubic`; `none` where there is none. */
export function namesBetween(
  labels: readonly string[],
  between: readonly [number, number],
): string {
  const [low, high] = [Math.min(...between), Math.max(...between)];
  const names = labels.filter((_, value) => value >= low && value <= high);
  return names.length === 0 ? 'none' : names.join(', ');
}
