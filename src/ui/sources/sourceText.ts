import { countText } from '../../core/countText';
import type { SourceState } from '../../sources/followedSource';
import type { ItemReading, ShownResult } from '../../sources/itemReading';
import { escaped, markdownTable } from '../documents/markdownTable';
import { statesInWords } from '../tree/originFacts';
import { age, counted, objectivesInWords } from '../wording';

/** How many rows of one file a report lists. */
const listedRows = 200;

/** e.g. `ridge · 5,000 trials · min loss · 4998 complete, 2 running · 3 d`. */
export function resultInWords(
  { name, head, unread }: ShownResult,
  { label, now }: ResultWords,
): string {
  const { rowCount, variables, updatedAt } = head;
  const states = statesInWords(head.metadata.states);
  // A row that stands for its file is called as the file is.
  const own = name === label || label.startsWith(`${name}.`) ? [] : [name];
  const parts = [
    ...own,
    counted(rowCount, states === '' ? 'row' : 'trial'),
    objectivesInWords(variables),
    ...(states.includes(', ') ? [states] : []),
    ...(unread.length > 0 ? [`${countText(unread.length)} not read`] : []),
    ...(now === undefined ? [] : [age(updatedAt, now)]),
  ];
  return parts.join(' · ');
}

interface ResultWords {
  /** What it is called in the tree. */
  readonly label: string;
  /** Milliseconds since 1970; without it its age is not said. */
  readonly now?: number;
}

/** What is behind the name of a file that is a row of its own. */
export function itemInWords(reading: ItemReading | undefined): string {
  if (reading === undefined) return 'reading…';
  const { results, fault, item } = reading;
  if (fault !== undefined) return fault;
  const count = results.length === 0 ? 'holds nothing' : counted(results.length, 'result');
  return `${count} · ${item.format.title}`;
}

/** What is behind the name of a source. */
export function sourceInWords(state: SourceState, location: string): string {
  const { fault, readings, waiting } = state;
  if (fault !== undefined) return fault;
  if (isBeginning(state)) return 'reading…';
  const results = resultsOf(state).length;
  const count = counted(results, 'result');
  if (waiting.length > 0) {
    const all = readings.length + waiting.length;
    return `${count} · reading ${counted(all, 'file')}, ${countText(waiting.length)} left`;
  }
  const faults = readings.filter(reading => reading.fault !== undefined).length;
  const broken = faults === 0 ? '' : ` · ${counted(faults, 'file')} not readable`;
  const found = results + faults === 0 ? 'nothing found that can be read' : count;
  // The name of a source is mostly the place itself.
  const place = location === state.config.name ? '' : ` · ${location}`;
  return `${found}${broken}${place}`;
}

/** Whether nothing is known of the source yet. */
function isBeginning({ scan, fault }: SourceState): boolean {
  return scan === undefined && fault === undefined;
}

/** More of a source, one fact a line. */
export function sourceFacts(state: SourceState): string {
  const { config, fault, scan, readings } = state;
  const lines = [
    config.location,
    ...(fault === undefined ? [] : [fault]),
    ...(scan === undefined
      ? []
      : [`${counted(resultsOf(state).length, 'result')} in ${counted(readings.length, 'file')}`]),
    ...(scan === undefined || scan.others === 0
      ? []
      : [`${counted(scan.others, 'file')} of no known tool`]),
    ...(scan?.refused.length
      ? [`${counted(scan.refused.length, 'file')} recognised, but not read`]
      : []),
    ...(scan?.limits ?? []),
  ];
  return lines.join('\n');
}

/** Whether anything of a source was left out. */
export function hasUnread({ fault, scan, readings }: SourceState): boolean {
  return (
    fault !== undefined ||
    (scan !== undefined && scan.refused.length + scan.limits.length > 0) ||
    readings.some(hasUnreadIn)
  );
}

export function hasUnreadIn({ fault, results }: ItemReading): boolean {
  return fault !== undefined || results.some(({ unread }) => unread.length > 0);
}

/** What could not be read of a source, or of some of its files, with the reasons: Markdown. */
export function unreadText(
  state: SourceState,
  readings: readonly ItemReading[] = state.readings,
): string {
  const isWhole = readings === state.readings;
  const { config, fault, scan } = state;
  const refused = isWhole ? (scan?.refused ?? []) : [];
  const faults = readings.flatMap(({ item, fault }) =>
    fault === undefined ? [] : [[item.inner, fault]],
  );
  const files = [...refused.map(({ inner, reason }) => [inner, reason]), ...faults];
  const parts = [
    `# Not read of ${escaped(config.name)}`,
    escaped(config.location),
    ...(isWhole && fault !== undefined ? [`**${escaped(fault)}**`] : []),
    ...(isWhole ? (scan?.limits ?? []).map(escaped) : []),
    ...(files.length > 0 ? ['## Files', markdownTable(['File', 'Reason'], files)] : []),
    ...readings.flatMap(({ results }) => results.flatMap(rowsText)),
  ];
  if (parts.length === 2) parts.push('Everything was read.');
  return `${parts.join('\n\n')}\n`;
}

function rowsText({ key, unread }: ShownResult): readonly string[] {
  if (unread.length === 0) return [];
  const rows = unread
    .slice(0, listedRows)
    .map(({ row, reason }) => [row === undefined ? '' : countText(row), reason]);
  const more = unread.length - rows.length;
  return [
    `## ${escaped(key)}`,
    markdownTable(['Row', 'Reason'], rows),
    ...(more > 0 ? [`And ${countText(more)} more.`] : []),
  ];
}

function resultsOf({ readings }: SourceState): readonly ShownResult[] {
  return readings.flatMap(({ results }) => results);
}
