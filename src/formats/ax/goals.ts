import type { Direction } from '../../core/variables';
import { fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import type { PythonJson } from '../pythonJson';
import { enumName } from './experiment';
import { parseComparison, parseTerms, termsText } from './linearExpression';
import type { Term } from './linearExpression';

/** One metric, or the weighted sum of several, that is to become as large or small as possible. */
export interface AxObjective {
  readonly terms: readonly Term[];
  readonly direction: Direction;
}

/** One metric, or the weighted sum of several, that must stay on one side of a limit. */
export interface AxConstraint {
  readonly terms: readonly Term[];
  readonly sense: '<=' | '>=';
  readonly limit: number;
}

/** What the experiment is after. */
export interface AxGoals {
  readonly objectives: readonly AxObjective[];
  readonly constraints: readonly AxConstraint[];
  readonly notes: readonly string[];
}

/** Reads the optimisation configuration of every vintage: objects of metrics, and the expressions that came in their place. */
export function readGoals(experiment: PythonJson): AxGoals {
  const config = fieldOf(experiment, 'optimization_config');
  if (config === null || config === undefined) {
    const notes = ['The experiment has no optimization config: no metric is an objective.'];
    return { objectives: [], constraints: [], notes };
  }
  const notes: string[] = [];
  const objectives = objectivesOf(fieldOf(config, 'objective'), notes);
  const constraints = itemsOf(config, 'outcome_constraints').flatMap(constraint =>
    constraintOf(constraint, notes),
  );
  if (itemsOf(config, 'objective_thresholds').length > 0) {
    notes.push('Objective thresholds are in the metadata, under optimizationConfig.');
  }
  return { objectives, constraints, notes };
}

function objectivesOf(objective: PythonJson | undefined, notes: string[]): readonly AxObjective[] {
  const expression = textOf(objective, 'expression');
  if (expression !== undefined) return expressionObjectives(expression, notes);
  const inner = itemsOf(objective, 'objectives');
  if (inner.length > 0) return inner.flatMap(one => objectivesOf(one, notes));
  const direction = fieldOf(objective, 'minimize') === true ? 'minimize' : 'maximize';
  const terms = termsOf(objective);
  if (terms.length === 0) {
    notes.push('The objective names no metric that can be read; see optimizationConfig.');
    return [];
  }
  if (enumType(objective) === 'MultiObjective') {
    return terms.map(term => signed([term], direction));
  }
  return [signed(terms, direction)];
}

/** Expressions are maximised: parts of a list are objectives of their own, what is to be small has a minus before it. */
function expressionObjectives(expression: string, notes: string[]): readonly AxObjective[] {
  return expression.split(',').flatMap(part => {
    const terms = parseTerms(part);
    if (terms !== undefined) return [signed(terms, 'maximize')];
    notes.push(`The objective "${part.trim()}" is no sum of metrics and has no column.`);
    return [];
  });
}

/** One metric alone keeps its values: its sign says the direction, its weight nothing. */
function signed(terms: readonly Term[], direction: Direction): AxObjective {
  const [first] = terms;
  if (terms.length > 1 || first === undefined) return { terms, direction };
  const opposite = direction === 'minimize' ? 'maximize' : 'minimize';
  return {
    terms: [{ metric: first.metric, weight: 1 }],
    direction: first.weight < 0 ? opposite : direction,
  };
}

function constraintOf(constraint: PythonJson, notes: string[]): readonly AxConstraint[] {
  const expression = textOf(constraint, 'expression');
  if (expression !== undefined) {
    const comparison = parseComparison(expression);
    if (comparison !== undefined) return [comparison];
    notes.push(`The outcome constraint "${expression}" compares with no number and has no limit.`);
    return [];
  }
  const [terms, limit] = [termsOf(constraint), numberOf(constraint, 'bound')];
  const sense = enumName(fieldOf(constraint, 'op')) === 'GEQ' ? '>=' : '<=';
  if (terms.length === 0 || limit === undefined || !Number.isFinite(limit)) {
    notes.push('An outcome constraint without metric or bound was left out.');
    return [];
  }
  if (fieldOf(constraint, 'relative') === true) {
    notes.push(
      `The outcome constraint ${termsText(terms)} ${sense} ${limit} is in percent of the status quo: the metric stays an observable; see optimizationConfig.`,
    );
    return [];
  }
  return [{ terms, sense, limit }];
}

/** `metric`, or `metrics` with `weights`. */
function termsOf(owner: PythonJson | undefined): readonly Term[] {
  const single = textOf(owner, 'metric', 'name');
  if (single !== undefined) return [{ metric: single, weight: 1 }];
  const weights = itemsOf(owner, 'weights');
  return itemsOf(owner, 'metrics').flatMap((metric, index) => {
    const name = textOf(metric, 'name');
    const weight = weights[index];
    return name === undefined
      ? []
      : [{ metric: name, weight: weight === undefined ? 1 : Number(weight) }];
  });
}

function enumType(value: PythonJson | undefined): string | undefined {
  return textOf(value, '__type');
}
