import * as vscode from 'vscode';
import type { Header } from '../../core/header';
import type { Json } from '../../core/json';
import type { Role, VariableMetadata } from '../../core/variables';
import { inBytes } from '../wording';

const roleTitles: readonly (readonly [Role, string])[] = [
  ['design', 'Design variables'],
  ['objective', 'Objectives'],
  ['inequality', 'Inequality constraints'],
  ['equality', 'Equality constraints'],
  ['observable', 'Observables'],
];

const shownNames = 8;
const shownMetadata = 8;
const longestValue = 80;

/**
 * The metadata of a result as a table. Texts from files are escaped: they are never markup.
 * @param more what is known of it beyond its header: title and text.
 */
export function resultTooltip(
  header: Header,
  more: readonly (readonly [string, string])[] = [],
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(header.key).appendMarkdown('**\n\n');
  if (header.problem.description !== undefined) {
    tooltip.appendText(shortened(header.problem.description, 400)).appendMarkdown('\n\n');
  }
  tooltip.appendMarkdown('| | |\n|---|---|\n');
  for (const [title, text] of [...facts(header), ...more, ...metadataFacts(header)]) {
    tooltip.appendMarkdown(`| ${escaped(title)} | ${escaped(text)} |\n`);
  }
  return tooltip;
}

function facts(header: Header): [string, string][] {
  const { problem } = header;
  const rows: [string, string | undefined][] = [
    ['Problem', problem.name],
    ['Solver', problem.solver],
    ['Run', problem.runDate],
    ['Evaluations', problem.nEvaluations?.toLocaleString('en')],
    ['Rows', header.rowCount.toLocaleString('en')],
    ...roleTitles.map(([role, title]): [string, string | undefined] => [
      title,
      names(header.variables.filter(variable => variable.role === role)),
    ]),
    ['Result sets', header.resultSetNames.join(', ') || undefined],
    ['Size', inBytes(header.size)],
    ['Saved', new Date(header.updatedAt).toLocaleString()],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
}

function names(variables: readonly VariableMetadata[]): string | undefined {
  if (variables.length === 0) return undefined;
  const shown = variables.slice(0, shownNames).map(variable => {
    const direction = variable.role === 'objective' ? ` (${variable.direction ?? 'minimize'})` : '';
    return `${variable.name}${direction}`;
  });
  const rest = variables.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function metadataFacts(header: Header): [string, string][] {
  const entries = Object.entries(header.metadata);
  const shown = entries
    .slice(0, shownMetadata)
    .map(([key, value]): [string, string] => [key, shortened(inline(value), longestValue)]);
  const rest = entries.length - shown.length;
  return rest > 0 ? [...shown, ['…', `and ${rest} more`]] : shown;
}

function inline(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Text for a cell of a Markdown table. */
function escaped(text: string): string {
  return new vscode.MarkdownString()
    .appendText(text.replace(/\s+/g, ' '))
    .value.replace(/\|/g, '\\|');
}
