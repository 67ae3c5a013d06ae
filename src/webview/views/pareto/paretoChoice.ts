import type { Direction, VariableMetadata } from '../../../core/variables';
import { isPlainObject } from '../../../core/json';
import type { Json } from '../../../core/json';
import { isGuessed } from '../../model/isGuessed';
import type { ZoomWindow } from '../../plots/zoomWindow';
import type { Turn } from '../../plots/projection';
import type { ResultOutline } from '../../protocol';

/** Which way is better, or that the column is no goal at all. */
export type Aim = Direction | 'none';

/** What somebody chose to see; columns by name, as they may move when the result changes. */
export interface ParetoChoice {
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  /** With a third axis the picture has three dimensions. */
  readonly z?: string | undefined;
  readonly colour?: string | undefined;
  /** Whether objectives that are not on an axis count for the front, too. */
  readonly isFrontOfAll?: boolean;
  /** Aims that differ from what the result says. */
  readonly aims: Readonly<Record<string, Aim>>;
  /** Columns with a logarithmic axis. */
  readonly logs: readonly string[];
  /** Coordinates of the reference point that were typed. */
  readonly reference: Readonly<Record<string, number>>;
  readonly zoom?: ZoomWindow | undefined;
  readonly turn?: Turn | undefined;
}

/** An aim, and whether it is only taken for granted. */
export interface KnownAim {
  readonly aim: Aim;
  readonly isAssumed: boolean;
}

/** What to show of a result that nobody has looked at: its first two objectives. */
export function firstChoice(outline: ResultOutline): ParetoChoice {
  const [x, y] = objectivesOf(outline);
  return { x, y, aims: {}, logs: [], reference: {} };
}

/** What was remembered, as far as the result still has it. */
export function rememberedChoice(memory: Json | undefined, outline: ResultOutline): ParetoChoice {
  const first = firstChoice(outline);
  if (!isPlainObject(memory)) return first;
  // It was written by this view, and only this view writes it.
  const kept = memory as unknown as ParetoChoice;
  const names = new Set(outline.columns.map(({ variable }) => variable.name));
  const known = (name: string | undefined): string | undefined =>
    name !== undefined && names.has(name) ? name : undefined;
  return {
    ...kept,
    x: known(kept.x) ?? first.x,
    y: known(kept.y) ?? first.y,
    z: known(kept.z),
    colour: known(kept.colour),
  };
}

/** Names of the objectives. */
export function objectivesOf({ columns }: ResultOutline): readonly string[] {
  return columns.flatMap(({ variable }) => (variable.role === 'objective' ? [variable.name] : []));
}

/** Names of the columns that can be on an axis. */
export function axisNames({ columns }: ResultOutline): readonly string[] {
  return columns.flatMap(({ variable, type }) =>
    type === 'float64' || type === 'int64' ? [variable.name] : [],
  );
}

export function variableOf({ columns }: ResultOutline, name: string): VariableMetadata | undefined {
  return columns.find(({ variable }) => variable.name === name)?.variable;
}

/** Which way is better for a column. */
export function aimOf(
  choice: Pick<ParetoChoice, 'aims'>,
  outline: ResultOutline,
  name: string,
): KnownAim {
  const variable = variableOf(outline, name);
  const own: Aim = variable?.role === 'objective' ? (variable.direction ?? 'minimize') : 'none';
  const chosen = Object.hasOwn(choice.aims, name) ? choice.aims[name] : undefined;
  if (chosen !== undefined && chosen !== own) return { aim: chosen, isAssumed: true };
  const isSaid = variable?.direction !== undefined && !isGuessed(outline, name);
  return { aim: own, isAssumed: own !== 'none' && !isSaid };
}

/** Names of the axes, without repetitions. */
export function chosenAxes({ x, y, z }: ParetoChoice): readonly string[] {
  return [...new Set([x, y, z].flatMap(name => (name === undefined ? [] : [name])))];
}

/** What the front is a front of. */
export function goalsOf(choice: ParetoChoice, outline: ResultOutline): readonly string[] {
  const names = choice.isFrontOfAll === true ? objectivesOf(outline) : [];
  return [...new Set([...chosenAxes(choice), ...names])].filter(
    name => aimOf(choice, outline, name).aim !== 'none',
  );
}
