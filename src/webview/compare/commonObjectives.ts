import type { Direction, VariableMetadata } from '../../core/variables';
import { isGuessed } from '../model/isGuessed';
import type { ResultOutline } from '../protocol';

/** A result as far as its objectives are compared. */
export interface ObjectiveSource {
  readonly name: string;
  readonly outline: Pick<ResultOutline, 'columns' | 'metadata'>;
}

/** An objective that means the same in all results. */
export interface CommonObjective {
  readonly name: string;
  readonly direction: Direction;
  readonly unit?: string;
}

/** An objective that is not compared, as comparing it would mislead. */
export interface RefusedObjective {
  readonly objective: string;
  readonly words: string;
}

/** What can be compared, and what is to be said about it. */
export interface ObjectiveMatch {
  /** In the order of the first result. */
  readonly common: readonly CommonObjective[];
  readonly refused: readonly RefusedObjective[];
  /** Sentences about objectives that only some have, and about what is taken for granted. */
  readonly notes: readonly string[];
}

interface Said {
  readonly result: string;
  readonly direction: Direction;
  readonly isAssumed: boolean;
  readonly unit: string | undefined;
  readonly isNumeric: boolean;
}

/**
 * Finds the objectives that results have in common, by name. An objective is refused when results disagree on its direction
 * or on its unit: one of them says another text. Where one says no unit, the others are believed, which is said.
 */
export function commonObjectives(results: readonly ObjectiveSource[]): ObjectiveMatch {
  const common: CommonObjective[] = [];
  const refused: RefusedObjective[] = [];
  const notes: string[] = [];
  for (const name of namesIn(results)) {
    const said = results.flatMap(result => saidBy(result, name));
    if (said.length < results.length) {
      notes.push(
        `"${name}" is left out: only ${listed(said.map(({ result }) => result))} ${said.length === 1 ? 'has' : 'have'} it.`,
      );
      continue;
    }
    const words = refusalOf(name, said);
    if (words !== undefined) {
      refused.push({ objective: name, words });
      continue;
    }
    const unit = said.find(each => each.unit !== undefined)?.unit;
    const direction = said[0]?.direction ?? 'minimize';
    common.push({ name, direction, ...(unit !== undefined && { unit }) });
    notes.push(...notesOn(name, said));
  }
  return { common, refused, notes };
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function namesIn(results: readonly ObjectiveSource[]): ReadonlySet<string> {
  return new Set(
    results.flatMap(({ outline }) =>
      outline.columns.flatMap(({ variable: { role, name } }) =>
        role === 'objective' ? [name] : [],
      ),
    ),
  );
}

function saidBy({ name: result, outline }: ObjectiveSource, name: string): readonly Said[] {
  const column = outline.columns.find(
    ({ variable }) => variable.role === 'objective' && variable.name === name,
  );
  if (column === undefined) return [];
  const { direction = 'minimize', unit }: VariableMetadata = column.variable;
  const isAssumed = column.variable.direction === undefined || isGuessed(outline, name);
  const isNumeric = column.type !== 'string' && column.type !== 'categorical';
  return [{ result, direction, isAssumed, unit, isNumeric }];
}

function refusalOf(name: string, said: readonly Said[]): string | undefined {
  const texts = said.filter(({ isNumeric }) => !isNumeric).map(({ result }) => result);
  if (texts.length > 0) {
    return `"${name}" is not compared: it holds texts, not numbers, in ${listed(texts)}.`;
  }
  if (new Set(said.map(({ direction }) => direction)).size > 1) {
    const ways = said.map(
      ({ result, direction, isAssumed }) =>
        `${direction === 'minimize' ? 'minimised' : 'maximised'} in ${result}${isAssumed ? ' (assumed)' : ''}`,
    );
    return `"${name}" is not compared: it is ${listed(ways)}.`;
  }
  const units = said.filter(({ unit }) => unit !== undefined);
  if (new Set(units.map(({ unit }) => unit)).size > 1) {
    const ways = units.map(({ result, unit = '' }) => `"${unit}" in ${result}`);
    return `"${name}" is not compared: its unit is ${listed(ways)}.`;
  }
  return undefined;
}

function notesOn(name: string, said: readonly Said[]): readonly string[] {
  const [first] = said;
  const notes: string[] = [];
  const without = said.filter(({ unit }) => unit === undefined).map(({ result }) => result);
  const unit = said.find(each => each.unit !== undefined)?.unit;
  if (unit !== undefined && without.length > 0) {
    notes.push(`"${name}" has no unit in ${listed(without)}: "${unit}" is assumed there, too.`);
  }
  const assumed = said.filter(({ isAssumed }) => isAssumed).map(({ result }) => result);
  if (assumed.length > 0) {
    const way = first?.direction === 'maximize' ? 'maximised' : 'minimised';
    notes.push(`That "${name}" is ${way} is assumed in ${listed(assumed)}.`);
  }
  return notes;
}
