import { html, render } from 'lit-html';
import type { ResultOutline } from '../protocol';

/** What the result is, in a line for the eye and for screen readers. */
export function drawSummary(place: HTMLElement, outline: ResultOutline): void {
  const { problem, rowCount, columns, backendTitle, key } = outline;
  const objectives = columns.filter(({ variable }) => variable.role === 'objective');
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Result', `${key} in ${backendTitle}`],
    ['Solver', problem.solver],
    ['Run', problem.runDate],
    ['Evaluations', problem.nEvaluations?.toLocaleString('en')],
    ['Rows', rowCount.toLocaleString('en')],
    [
      'Objectives',
      objectives
        .map(
          ({ variable }) => `${variable.direction === 'maximize' ? 'max' : 'min'} ${variable.name}`,
        )
        .join(', ') || 'none',
    ],
  ];
  render(
    html`
      <h1>${problem.name}</h1>
      <dl>
        ${facts
          .filter(([, value]) => value !== undefined)
          .map(
            ([name, value]) =>
              html`<div>
                <dt>${name}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
      </dl>
    `,
    place,
  );
}
