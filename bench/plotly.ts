import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { OptimizationResult } from '../src/core/result';
import { launchBrowser } from '../test/vscode/browser';
import { median } from './measure';

/** The Optuna Dashboard draws its Pareto plots as `scatter` and its parallel coordinates as `parcoords`. */
export type PlotlyPlot = 'scatter' | 'scattergl' | 'parcoords';

const repeats = 5;

interface PlotlyInput {
  readonly plot: PlotlyPlot;
  readonly columns: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** Milliseconds from `newPlot` to the paint, without reading the library; a fresh browser each time. */
export async function plotlyMs(result: OptimizationResult, plot: PlotlyPlot): Promise<number> {
  const library = createRequire(import.meta.url).resolve('plotly.js-dist-min');
  const columns = result.columns.map(({ variable, values }) => ({
    label: variable.name,
    values: Array.from(values as Float64Array),
  }));
  const samples: number[] = [];
  for (let run = 0; run < repeats; run++) {
    // WebGL without a graphics card.
    const browser = await launchBrowser({ flags: ['--enable-unsafe-swiftshader'] });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.setContent('<div id="plot" style="width: 1200px; height: 450px"></div>');
      await page.addScriptTag({ path: library });
      samples.push(await timed(page, { plot, columns }));
    } finally {
      await browser.close();
    }
  }
  return median(samples);
}

function timed(page: Page, input: PlotlyInput): Promise<number> {
  return page.evaluate(async ({ plot, columns }) => {
    const objectives = columns.filter(({ label }) => label.startsWith('f'));
    const trace =
      plot === 'parcoords'
        ? { type: plot, dimensions: columns }
        : { type: plot, mode: 'markers', x: objectives[0]?.values, y: objectives[1]?.values };
    const start = performance.now();
    await window.Plotly.newPlot('plot', [trace], {});
    await new Promise<void>(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  }, input);
}

declare global {
  interface Window {
    readonly Plotly: {
      newPlot(place: string, traces: readonly object[], layout: object): Promise<unknown>;
    };
  }
}
