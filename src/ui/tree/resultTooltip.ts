import * as vscode from 'vscode';
import { countText } from '../../core/countText';
import type { Header } from '../../core/header';
import type { Json } from '../../core/json';
import type { Role, VariableMetadata } from '../../core/variables';
import { counted, inBytes } from '../wording';
import { originFacts } from './originFacts';

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
/** Of what is said in words: a note is a sentence or two. */
const longestText = 300;

/** What a tooltip says beside what is in every header. */
interface TooltipOptions {
  /** What is known of the result beyond its header: title and text. */
  readonly more?: readonly (readonly [string, string])[];
  /** What `updatedAt` is the time of. Default: `Saved`. */
  readonly timeTitle?: string;
}

/** The metadata of a result as a table. Texts from files are escaped: they are never markup. */
export function resultTooltip(
  header: Header,
  { more = [], timeTitle = 'Saved' }: TooltipOptions = {},
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(header.key).appendMarkdown('**\n\n');
  if (header.problem.description !== undefined) {
    tooltip.appendText(shortened(header.problem.description, 400)).appendMarkdown('\n\n');
  }
  tooltip.appendMarkdown('| | |\n|---|---|\n');
  for (const [title, text] of [
    ...facts(header),
    [timeTitle, new Date(header.updatedAt).toLocaleString()],
    ...more,
    ...metadataFacts(header),
  ] as const) {
    tooltip.appendMarkdown(`| ${escaped(title)} | ${escaped(text)} |\n`);
  }
  return tooltip;
}

function facts(header: Header): [string, string][] {
  const { problem } = header;
  const { nEvaluations } = problem;
  const rows: [string, string | undefined][] = [
    ['Problem', problem.name],
    ['Solver', problem.solver],
    ['Run', problem.runDate],
    ['Evaluations', nEvaluations === undefined ? undefined : countText(nEvaluations)],
    ['Rows', countText(header.rowCount)],
    ...roleTitles.map(([role, title]): [string, string | undefined] => [
      title,
      names(header.variables.filter(variable => variable.role === role)),
    ]),
    ['Result sets', header.resultSetNames.join(', ') || undefined],
    ['Size', inBytes(header.size)],
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

function metadataFacts({ metadata }: Header): readonly (readonly [string, string])[] {
  const origin = originFacts(metadata);
  const said = new Set(origin.map(({ key }) => key));
  const entries = Object.entries(metadata).filter(
    ([key, value]) => !said.has(key) && hasContent(value),
  );
  const rest = entries.length - shownMetadata;
  return [
    ...origin.map(({ title, text }) => [title, shortened(text, longestText)] as const),
    ...entries.slice(0, shownMetadata).map(([key, value]) => [key, inline(value)] as const),
    ...(rest > 0 ? [['…', `and ${rest} more`] as const] : []),
  ];
}

function hasContent(value: Json | undefined): boolean {
  return !Array.isArray(value) || value.length > 0;
}

/** Texts and numbers as they are; of lists and objects that are too long for a cell, how much there is in them. */
function inline(value: Json | undefined): string {
  if (typeof value === 'string') return shortened(value, longestValue);
  const json = JSON.stringify(value ?? null);
  if (json.length <= longestValue) return json;
  return counted(Object.keys(value ?? {}).length, Array.isArray(value) ? 'value' : 'entry');
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
