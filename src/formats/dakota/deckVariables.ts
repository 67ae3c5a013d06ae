import type { VariableMetadata } from '../../core/variables';
import type { DeckBlock, DeckEntry } from './inputDeck';
import { entryOf } from './inputDeck';

/** What a deck says of a variable beside its name. */
export type DeckVariable = Pick<VariableMetadata, 'lower' | 'upper' | 'choices' | 'log'>;

/** Variables of one kind, e.g. `continuous_design 2` with what follows. */
interface VariableGroup {
  readonly kind: string;
  readonly count: number;
  readonly entries: readonly DeckEntry[];
}

const groupKeyword = /_(?:design|uncertain|state|range)$/;
const setKeyword = /_set$/;
const setTypes: ReadonlySet<string> = new Set(['integer', 'string', 'real']);
/** Beginnings of the names that Dakota gives where the deck has none. */
const defaultNames: ReadonlyMap<string, string> = new Map([
  ['continuous_design', 'cdv_'],
  ['discrete_design_range', 'ddriv_'],
  ['discrete_design_set integer', 'ddsiv_'],
  ['discrete_design_set string', 'ddssv_'],
  ['discrete_design_set real', 'ddsrv_'],
  ['normal_uncertain', 'nuv_'],
  ['lognormal_uncertain', 'lnuv_'],
  ['uniform_uncertain', 'uuv_'],
  ['loguniform_uncertain', 'luuv_'],
  ['continuous_state', 'csv_'],
]);
/** From here on, Dakota takes a bound for none. */
const unbounded = 1e30;

/** Name → what the deck's block of variables says of it. */
export function deckVariables(block: DeckBlock | undefined): ReadonlyMap<string, DeckVariable> {
  return new Map(groupsIn(block?.entries ?? []).flatMap(group => variablesOf(group)));
}

function groupsIn(entries: readonly DeckEntry[]): readonly VariableGroup[] {
  const groups: { kind: string; count: number; entries: DeckEntry[] }[] = [];
  let set = '';
  for (const entry of entries) {
    const { keyword, numbers } = entry;
    if (setKeyword.test(keyword)) set = keyword;
    const isTyped = set !== '' && setTypes.has(keyword);
    if (isTyped || groupKeyword.test(keyword)) {
      if (!isTyped) set = '';
      const kind = isTyped ? `${set} ${keyword}` : keyword;
      groups.push({ kind, count: numbers[0] ?? 0, entries: [] });
    } else groups.at(-1)?.entries.push(entry);
  }
  return groups;
}

function variablesOf(group: VariableGroup): readonly (readonly [string, DeckVariable])[] {
  const { kind, entries } = group;
  const ending = (name: string) => entries.find(({ keyword }) => keyword.endsWith(name));
  const given = ending('descriptors')?.texts ?? [];
  const start = defaultNames.get(kind);
  const count =
    given.length > 0 || start === undefined ? given.length : Math.min(group.count, 1000);
  const choices = choicesIn(entries, count);
  const scales = ending('scale_types')?.texts ?? [];
  return Array.from({ length: count }, (_, index) => [
    given[index] ?? `${start}${index + 1}`,
    {
      ...bound('lower', ending('lower_bounds'), index),
      ...bound('upper', ending('upper_bounds'), index),
      ...(choices[index] && { choices: choices[index] }),
      ...((kind === 'loguniform_uncertain' || (scales[index] ?? scales[0]) === 'log') && {
        log: true,
      }),
    },
  ]);
}

function bound(side: 'lower' | 'upper', entry: DeckEntry | undefined, index: number): DeckVariable {
  const value = entry?.numbers[index];
  return value !== undefined && Math.abs(value) < unbounded ? { [side]: value } : {};
}

/** The elements of each variable's set, which the deck lists one after the other; evenly divided unless it says how many each has. */
function choicesIn(
  entries: readonly DeckEntry[],
  count: number,
): readonly (readonly (string | number)[])[] {
  const listed = entryOf(entries, 'elements', 'set_values');
  if (listed === undefined || count === 0) return [];
  const elements = listed.texts.length > 0 ? listed.texts : listed.numbers;
  const said = entryOf(entries, 'elements_per_variable', 'num_set_values')?.numbers ?? [];
  const lengths = said.length === count ? said : Array<number>(count).fill(elements.length / count);
  if (lengths.reduce((sum, length) => sum + length, 0) !== elements.length) return [];
  let start = 0;
  return lengths.map(length => elements.slice(start, (start += length)));
}
