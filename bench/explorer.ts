import type { OpenedExplorer } from '../test/browser/support/openExplorer';
import { openExplorer } from '../test/browser/support/openExplorer';
import { brushing } from './brushing';
import { megabytes, milliseconds, rowOf } from './figures';
import type { Figure } from './figures';
import { median } from './measure';
import { notePainting, paintedMs } from './paintedPage';
import { paneMemory } from './paneMemory';
import { plotlyMs } from './plotly';
import type { PlotlyPlot } from './plotly';
import { sampleResult } from './sampleResult';
import { sights } from './sights';

const repeats = 5;

type ViewName = keyof typeof sights;

const titles: Readonly<Record<ViewName, string>> = {
  pareto: 'Pareto plot',
  parallel: 'parallel coordinates',
};

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** The explorer's page in a real browser, which has no graphics card here; the stand-in for VS Code is in the same process. */
export async function benchExplorer(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [size, limit] of [
    [{ rows: 10_000, columns: 20 }, 300],
    [{ rows: 1_000_000, columns: 12 }, 3_000],
  ] as const) {
    const { sinceOutline: ours } = await firstPaint(size, 'pareto');
    const work = `first paint of table and Pareto plot, ${sizeWords(size)}`;
    figures.push(rowOf({ work, ours, limit }));
    console.error(`  ${work}: ${milliseconds(ours)}`);
  }
  for (const rows of [10_000, 100_000]) figures.push(...(await besidePlotly(rows)));
  figures.push(...(await brushing(sampleResult(100_000))));
  const { panel, columns } = await paneMemory(sampleResult(1_000_000), sights.pareto);
  figures.push(
    rowOf({
      work: 'memory of the page, 1,000,000 × 12, after garbage collection',
      ours: panel,
      beside: 'bytes of the columns that it got',
      theirs: columns,
      target: 2,
      format: megabytes,
    }),
  );
  return figures;
}

/**
 * Ours paints the table as well, and finds the front; theirs is one plot alone, of points that it has already, so ours is
 * taken from the arrival of its points, too.
 */
async function besidePlotly(rows: number): Promise<readonly Figure[]> {
  const size = { rows, columns: 12 };
  const figures: Figure[] = [];
  const pairs: readonly (readonly [ViewName, readonly PlotlyPlot[]])[] = [
    ['pareto', ['scatter', 'scattergl']],
    ['parallel', ['parcoords']],
  ];
  for (const [view, plots] of pairs) {
    const { sinceOutline, sinceCells } = await firstPaint(size, view);
    for (const plot of plots) {
      const theirs = await plotlyMs(sampleResult(rows), plot);
      const work = `first paint of table and ${titles[view]}, ${sizeWords(size)}`;
      const target = plot === 'scattergl' ? undefined : 0.3;
      const beside = `Plotly, ${plot}`;
      figures.push(
        rowOf({ work, ours: sinceOutline, beside, theirs }),
        rowOf({
          work: `${work}, once its points are there`,
          ours: sinceCells,
          beside,
          theirs,
          target,
        }),
      );
      const both = [sinceOutline, sinceCells].map(milliseconds).join(', ');
      console.error(`  ${work}: ${both}, ${plot} ${milliseconds(theirs)}`);
    }
  }
  return figures;
}

function sizeWords({ rows, columns }: Size): string {
  return `${rows.toLocaleString('en')} × ${columns}`;
}

/** Milliseconds until all is painted, in a fresh browser each time. */
async function firstPaint(
  { rows, columns }: Size,
  view: ViewName,
): Promise<Awaited<ReturnType<typeof paintedMs>>> {
  const result = sampleResult(rows, columns);
  const samples: Awaited<ReturnType<typeof paintedMs>>[] = [];
  for (let run = 0; run < repeats; run++) {
    const opened: OpenedExplorer = await openExplorer(result, {
      state: { views: { tabs: view } },
      prepare: page => notePainting(page, sights[view]),
    });
    try {
      samples.push(await paintedMs(opened.page));
    } finally {
      await opened.close();
    }
  }
  return {
    sinceOutline: median(samples.map(({ sinceOutline }) => sinceOutline)),
    sinceCells: median(samples.map(({ sinceCells }) => sinceCells)),
  };
}
