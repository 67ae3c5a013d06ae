import type { Json } from '../../core/json';
import type { Companions } from '../companions';
import { fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import { toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

/** What was asked of SMAC, from `scenario.json` (2.x) or `scenario.txt` (1.x). */
export interface Scenario {
  /** Names of the objectives. */
  readonly objectives: readonly string[];
  /** What stands for the costs of a trial that crashed. */
  readonly crashCosts: readonly number[];
  /** The name of the run, where somebody gave it one or SMAC made one. */
  readonly name?: string | undefined;
  /** e.g. `HyperparameterOptimizationFacade`. */
  readonly facade?: string | undefined;
  /** All of it, for the metadata. */
  readonly json: Json;
}

/** `undefined` when neither file is there. */
export async function readScenario(companions: Companions): Promise<Scenario | undefined> {
  const json = await companions.json('scenario.json');
  const text = await companions.text('scenario.txt');
  if (json !== undefined) return scenarioOfJson(json);
  return text === undefined ? undefined : scenarioOfText(text);
}

function scenarioOfJson(json: PythonJson): Scenario {
  const single = textOf(json, 'objectives');
  const several = itemsOf(json, 'objectives').map(String);
  const crashCost = numberOf(json, 'crash_cost');
  return {
    objectives: single === undefined ? several : [single],
    crashCosts: crashCost === undefined ? numbersOf(fieldOf(json, 'crash_cost')) : [crashCost],
    name: textOf(json, 'name'),
    facade: textOf(json, '_meta', 'facade', 'name'),
    json: toStrictJson(json),
  };
}

/** Lines of `key = value`. */
function scenarioOfText(text: string): Scenario {
  const entries = text.split(/\r?\n/).flatMap(line => {
    const at = line.indexOf('=');
    return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
  const values = new Map(entries);
  return {
    objectives: namesIn(values.get('multi_objectives') ?? ''),
    crashCosts: namesIn(values.get('cost_for_crash') ?? '')
      .map(Number)
      .filter(cost => !Number.isNaN(cost)),
    json: Object.fromEntries(entries),
  };
}

/** `cost`, `a, b` or `['a', 'b']`. */
function namesIn(text: string): readonly string[] {
  const names = text.replace(/^\[|\]$/g, '').split(',');
  return names.map(name => name.trim().replace(/^['"]|['"]$/g, '')).filter(name => name !== '');
}

function numbersOf(value: PythonJson | undefined): readonly number[] {
  return itemsOf(value).flatMap(item => numberOf(item) ?? []);
}
