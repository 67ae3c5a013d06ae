import { countText } from '../../core/countText';
import { rowsText } from '../plots/placement';
import type { ResultOutline } from '../protocol';
import { numberText } from './numberText';
import type { ObjectiveFacts, SummaryFacts } from './summaryFacts';

/** In place of what is not known yet. */
export const computing = 'computing…';

/** More objectives than these are listed under Details alone. */
const mostInLine = 3;

/** An ISO 8601 date, or date and time, as people write it; other texts as they are. */
export function dateText(text: string): string {
  const [, day, time, zone = ''] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-][\d:]+)?$/.exec(text) ?? [];
  if (day === undefined || time === undefined) return text;
  return [day, time, zone === 'Z' ? 'UTC' : zone].filter(part => part !== '').join(' ');
}

/** A share that is never rounded to all or nothing: `63.2 %`, `over 99.9 %`. */
export function shareText(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (part === whole) return '100 %';
  if (percent > 99.9) return 'over 99.9 %';
  if (part > 0 && percent < 0.1) return 'under 0.1 %';
  return `${Number(percent.toFixed(1))} %`;
}

export function feasibleText({ rowCount }: Pick<ResultOutline, 'rowCount'>, facts: SummaryFacts) {
  if (facts.feasible === undefined) return 'no constraints';
  if (rowCount === 0) return 'no rows';
  const [part, whole] = [facts.feasible, rowCount].map(countText);
  return `${part} of ${whole} (${shareText(facts.feasible, rowCount)})`;
}

/** `minimise cost, best 1.5 kg`. */
export function objectiveText(objective: ObjectiveFacts): string {
  return `${directionText(objective)} ${objective.name}, best ${bestText(objective, 4)}`;
}

export function directionText({ direction }: Pick<ObjectiveFacts, 'direction'>): string {
  return direction === 'maximize' ? 'maximise' : 'minimise';
}

export function bestText({ best, unit }: ObjectiveFacts, digits?: number): string {
  if (best === undefined) return 'unknown';
  return [numberText(best.value, digits), ...(unit === undefined ? [] : [unit])].join(' ');
}

/** The objectives in a line; those that have no room in it by their number. */
export function objectivesText({ objectives }: SummaryFacts): string {
  if (objectives.length === 0) return 'none';
  const more = objectives.length - mostInLine;
  const listed = objectives.slice(0, mostInLine).map(objectiveText).join('; ');
  return more > 0 ? `${listed}; and ${more} more` : listed;
}

export function hypervolumeText({ volume, objectives }: SummaryFacts): string {
  if (typeof volume !== 'string') return numberText(volume.hypervolume);
  const why: Readonly<Record<typeof volume, string>> = {
    'few objectives': objectives.length === 0 ? 'no objectives' : 'one objective',
    'no finite rows': 'no row with all objectives',
    'too large': `${objectives.length} objectives take too long`,
  };
  return `not computed: ${why[volume]}`;
}

/** The hypervolume, and what it is of. */
export function referenceText(facts: SummaryFacts): string {
  const { volume, objectives } = facts;
  if (typeof volume === 'string') return hypervolumeText(facts);
  const point = objectives
    .map(({ name, reference = NaN }) => `${name} ${numberText(reference)}`)
    .join(', ');
  return `${hypervolumeText(facts)}, of the front of all objectives (${rowsText(volume.front)}) against the reference point ${point}: the worst value on the front and a tenth of the range beyond it.`;
}

/** `12 in 2 columns`. */
export function missingText(columns: ResultOutline['columns']): string {
  const holed = columns.filter(({ missing = 0 }) => missing > 0);
  const sum = holed.reduce((total, { missing = 0 }) => total + missing, 0);
  if (sum === 0) return 'none';
  const many = holed.length === 1 ? 'column' : 'columns';
  return `${countText(sum)} in ${countText(holed.length)} ${many}`;
}
