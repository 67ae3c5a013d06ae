import type { Cell } from '../../core/column';
import type { ColumnDraft } from '../draftColumns';
import { isoSeconds } from '../isoTime';
import type { RayExperiment, RayTrial } from './readTrials';
import { isMetric, isRepeated } from './reportNames';

/** One row per trial: parameters, metrics, which the user is asked for, state, times and what else Ray reports. */
export function trialDrafts({ trials }: RayExperiment): readonly ColumnDraft[] {
  const drafts = [
    observable('number', trials, ({ number }) => number),
    observable('trial_id', trials, ({ id }) => id),
    ...configDrafts(trials),
    ...reportDrafts(trials),
    { ...observable('state', trials, ({ status }) => status), type: 'categorical' as const },
    observable('start_time', trials, ({ start }) => isoSeconds(start)),
    observable('num_failures', trials, ({ failures }) => failures),
    observable('error', trials, ({ error }) => error && firstLine(error)),
  ];
  return drafts.filter(({ name, cells }) => isNeeded(name) || cells.some(isThere));
}

function isNeeded(name: string): boolean {
  return /^(?:number|trial_id|state)$/.test(name);
}

function isThere(cell: Cell | undefined): boolean {
  return cell !== undefined && cell !== null && cell !== '';
}

function configDrafts(trials: readonly RayTrial[]): readonly ColumnDraft[] {
  return namesIn(trials.map(({ config }) => config)).map(name => ({
    name,
    kind: 'config',
    variable: { role: 'design' },
    cells: trials.map(({ config }) => config.get(name)),
  }));
}

function reportDrafts(trials: readonly RayTrial[]): readonly ColumnDraft[] {
  const names = namesIn(trials.map(({ last }) => last)).filter(name => !isRepeated(name));
  const drafts = names.map(name => {
    const cells = trials.map(({ last }) => last.get(name));
    const isAsked = isMetric(name) && cells.every(isNumeric);
    return { ...draft(name, name === 'timestamp' ? cells.map(asTime) : cells), isAsked };
  });
  const asked = drafts.filter(({ isAsked }) => isAsked);
  const others = drafts.filter(({ isAsked }) => !isAsked).map(({ isAsked, ...other }) => other);
  return [...asked.map(one => ({ ...one, isAsked: true as const })), ...others];
}

function isNumeric(cell: Cell | undefined): boolean {
  return (
    cell === undefined || cell === null || typeof cell === 'number' || typeof cell === 'bigint'
  );
}

/** Ray's time stamps are whole seconds since 1970. */
function asTime(cell: Cell | undefined): Cell | undefined {
  return typeof cell === 'number' ? isoSeconds(cell) : cell;
}

/** Names in the order in which they first occur. */
function namesIn(maps: readonly ReadonlyMap<string, Cell>[]): readonly string[] {
  return [...new Set(maps.flatMap(map => [...map.keys()]))];
}

function observable(
  name: string,
  trials: readonly RayTrial[],
  read: (trial: RayTrial) => Cell | undefined,
): ColumnDraft {
  return draft(name, trials.map(read));
}

function draft(name: string, cells: ColumnDraft['cells']): ColumnDraft {
  return { name, kind: 'trial', variable: { role: 'observable' }, cells };
}

function firstLine(text: string): string {
  return text.trimStart().split(/\r?\n/, 1)[0] ?? '';
}
