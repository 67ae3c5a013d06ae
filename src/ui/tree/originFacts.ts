import { countText } from '../../core/countText';
import type { JsonObject } from '../../core/json';
import { isPlainObject } from '../../core/json';
import { counted } from '../wording';

/** Something that an import noted, in words. */
export interface OriginFact {
  /** The key of the metadata that it is said of. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
}

/** How many notes and reasons are given. */
const firstLines = 3;

const assumedBy: Readonly<Record<string, string>> = {
  name: 'by their names',
  user: 'as assigned',
  tool: 'by what is usual for the tool',
};

/** What an import noted of where a result comes from. What is not as imports write it is left to others. */
export function originFacts(metadata: JsonObject): readonly OriginFact[] {
  const { source, states, assumed, notes, unread } = metadata;
  const { tool, path, file } = isPlainObject(source) ? source : {};
  const all: readonly OriginFact[] = [
    { key: 'source', title: 'Tool', text: textOf(tool) },
    { key: 'source', title: 'File', text: textOf(path) || textOf(file) },
    { key: 'states', title: 'States', text: statesInWords(states) },
    { key: 'assumed', title: 'Assumed roles', text: assumedInWords(assumed) },
    { key: 'notes', title: 'Notes', text: firstOf(listOf(notes).map(textOf)) },
    { key: 'unread', title: 'Not read', text: unreadInWords(unread) },
  ];
  return all.filter(({ text }) => text !== '');
}

/** e.g. `25 complete, 2 fail`: as their tool names them, in small letters, the most frequent first. */
export function statesInWords(states: unknown): string {
  if (!isPlainObject(states)) return '';
  return Object.entries(states)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    .sort((a, b) => b[1] - a[1])
    .map(([state, count]) => `${countText(count)} ${state.toLowerCase()}`)
    .join(', ');
}

/** e.g. `of 4 columns by their names`. */
function assumedInWords(assumed: unknown): string {
  if (!isPlainObject(assumed)) return '';
  const counts = new Map<string, number>();
  for (const assumption of Object.values(assumed)) {
    const by = isPlainObject(assumption) ? textOf(assumption.by) : '';
    counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  return [...counts]
    .map(([by, count]) => {
      const how = Object.hasOwn(assumedBy, by) ? ` ${assumedBy[by]}` : '';
      return `of ${counted(count, 'column')}${how}`;
    })
    .join(', ');
}

/** The first rows that could not be read, with the reasons. */
function unreadInWords(unread: unknown): string {
  if (!isPlainObject(unread)) return '';
  const reasons = listOf(unread.first).map(each => {
    if (!isPlainObject(each)) return '';
    const { row, reason } = each;
    const place = typeof row === 'number' ? `row ${countText(row)}: ` : '';
    return `${place}${textOf(reason)}`;
  });
  return firstOf(reasons, typeof unread.count === 'number' ? unread.count : reasons.length);
}

function firstOf(texts: readonly string[], count = texts.length): string {
  const first = texts.filter(text => text !== '').slice(0, firstLines);
  const more = count - first.length;
  return [...first, ...(more > 0 ? [`… and ${countText(more)} more`] : [])].join(' ');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
