import type { Column } from '../../core/column';
import { minimised } from '../../core/analysis/minimised';
import { numbersOf } from '../../core/analysis/numbersOf';
import { Chart } from '../plots/chart';
import { okabeIto } from '../plots/palette';
import type { View, ViewContext, ViewKind } from './view';

/** The objectives against each other, with the Pareto front. */
export const paretoView: ViewKind = {
  id: 'pareto',
  title: 'Pareto',
  create: (place, context) => new ParetoView(place, context),
};

class ParetoView implements View {
  private readonly chart: Chart;
  private data:
    { readonly x: Float64Array; readonly y: Float64Array; readonly front: Set<number> } | undefined;

  constructor(
    place: HTMLElement,
    private readonly context: ViewContext,
  ) {
    this.chart = new Chart(place);
    void this.load();
  }

  draw(): void {
    const { outline, theme } = this.context;
    if (this.data === undefined) return;
    const { x, y, front } = this.data;
    const points = Array.from(x, (value, row) => [value, y[row] as number, row]);
    const [first, second] = objectivesOf(outline.columns);
    this.chart.draw(
      {
        grid: { left: 64, right: 24, top: 24, bottom: 48 },
        xAxis: { type: 'value', name: outline.columns[first ?? 0]?.variable.name, scale: true },
        yAxis: { type: 'value', name: outline.columns[second ?? 0]?.variable.name, scale: true },
        series: [
          {
            type: 'scatter',
            name: 'dominated',
            symbolSize: 5,
            itemStyle: { color: theme.current.muted },
            data: points.filter((_, row) => !front.has(row)),
          },
          {
            type: 'scatter',
            name: 'Pareto front',
            symbolSize: 8,
            itemStyle: { color: okabeIto[0] },
            data: points.filter((_, row) => front.has(row)),
          },
        ],
      },
      theme.current,
    );
  }

  dispose(): void {
    this.chart.dispose();
  }

  private async load(): Promise<void> {
    const { outline, columns, analysis } = this.context;
    const chosen = objectivesOf(outline.columns).slice(0, 2);
    const loaded: readonly Column[] = await Promise.all(chosen.map(place => columns.load(place)));
    const numbers = loaded.map(column => numbersOf(column) ?? new Float64Array());
    const [x, y] = numbers;
    if (x === undefined || y === undefined) return;
    const objectives = loaded.map(({ variable }, index) =>
      minimised(numbers[index] as Float64Array, variable.direction),
    );
    const front = await analysis.run('front', { objectives });
    this.data = { x, y, front: new Set(front) };
    this.draw();
  }
}

function objectivesOf(columns: ViewContext['outline']['columns']): readonly number[] {
  return columns.flatMap(({ variable }, place) => (variable.role === 'objective' ? [place] : []));
}
