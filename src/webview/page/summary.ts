import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import type { ViewContext } from '../views/view';
import { summaryDetails } from './summaryDetails';
import { summaryFacts } from './summaryFacts';
import type { SummaryFacts } from './summaryFacts';
import {
  computing,
  dateText,
  feasibleText,
  hypervolumeText,
  missingText,
  objectivesText,
} from './summaryText';

type Fact = readonly [name: string, value: string | undefined];

/** What the result is and what it came to, in two lines for the eye and for screen readers. */
export class Summary {
  private facts: SummaryFacts | undefined;
  private fault: string | undefined;
  private isGone = false;

  constructor(
    private readonly place: HTMLElement,
    private readonly context: Pick<ViewContext, 'outline' | 'columns' | 'analysis'>,
  ) {
    this.draw();
  }

  /** Fills in what takes its time. */
  async compute(): Promise<void> {
    if (this.isGone) return;
    try {
      this.facts = await summaryFacts(this.context);
    } catch (error) {
      this.fault = `not known: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (!this.isGone) this.draw();
  }

  draw(): void {
    const { place, facts, fault, context } = this;
    const { outline } = context;
    const { problem, rowCount, columns } = outline;
    const { nEvaluations } = problem;
    const known = (text: (facts: SummaryFacts) => string): string =>
      facts === undefined ? (fault ?? computing) : text(facts);
    place.setAttribute('aria-busy', String(facts === undefined && fault === undefined));
    render(
      html`
        <div class="summary-line">
          <h1 title=${problem.name}>${problem.name}</h1>
          ${list([
            ['Result', `${outline.key} in ${outline.backendTitle}`],
            ['Solver', problem.solver],
            ['Run', problem.runDate === undefined ? undefined : dateText(problem.runDate)],
            ['Evaluations', nEvaluations === undefined ? undefined : countText(nEvaluations)],
          ])}
        </div>
        <div class="summary-line">
          ${list([
            ['Rows', countText(rowCount)],
            ['Feasible', known(found => feasibleText(outline, found))],
            ['Objectives', known(objectivesText)],
            ['Hypervolume', known(hypervolumeText)],
            ['Missing values', missingText(columns)],
          ])}
          ${facts === undefined ? nothing : summaryDetails(outline, facts)}
        </div>
      `,
      place,
    );
  }

  dispose(): void {
    this.isGone = true;
  }
}

function list(facts: readonly Fact[]): TemplateResult {
  return html`<dl>
    ${facts
      .filter(([, value]) => value !== undefined)
      .map(
        ([name, value]) =>
          html`<div class=${`fact-${name.split(' ')[0]?.toLowerCase()}`}>
            <dt>${name}</dt>
            <dd title=${value}>${value}</dd>
          </div>`,
      )}
  </dl>`;
}
