/** A keyword of an input deck and what follows it: numbers and quoted texts, repetitions like `2*0.5` written out. */
export interface DeckEntry {
  readonly keyword: string;
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

/** One of the parts that a deck is made of. */
export interface DeckBlock {
  /** e.g. `variables`. */
  readonly kind: string;
  readonly entries: readonly DeckEntry[];
}

const kinds: ReadonlySet<string> = new Set([
  'environment',
  'method',
  'model',
  'variables',
  'interface',
  'responses',
]);
/** No study repeats a number more often. */
const maxRepetition = 100_000;
const token = /#[^\n]*|'([^'\n]*)'|"([^"\n]*)"|[^\s,=#'"]+/g;
const number =
  /^[+-]?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i;

/** The blocks of an input deck of Dakota's; what comes before the first of them is left out. */
export function readDeck(text: string): readonly DeckBlock[] {
  const blocks: {
    kind: string;
    entries: { keyword: string; numbers: number[]; texts: string[] }[];
  }[] = [];
  for (const [found, single, double] of text.matchAll(token)) {
    const quoted = single ?? double;
    const entry = blocks.at(-1)?.entries.at(-1);
    const word = found.toLowerCase();
    const numbers = quoted === undefined ? numbersIn(word) : undefined;
    if (found.startsWith('#')) continue;
    else if (quoted !== undefined) entry?.texts.push(quoted);
    else if (numbers !== undefined) for (const value of numbers) entry?.numbers.push(value);
    else if (kinds.has(word)) {
      blocks.push({ kind: word, entries: [{ keyword: word, numbers: [], texts: [] }] });
    } else blocks.at(-1)?.entries.push({ keyword: word, numbers: [], texts: [] });
  }
  return blocks;
}

/** The first of the keywords that is there, all of them being names of the same thing. */
export function entryOf(
  entries: readonly DeckEntry[],
  ...keywords: readonly string[]
): DeckEntry | undefined {
  return entries.find(({ keyword }) => keywords.includes(keyword));
}

/**
 * The block of a kind that has this id; where none has, the last one, as Dakota takes it.
 * @param id as given by a pointer; default: any.
 */
export function blockOf(
  deck: readonly DeckBlock[],
  kind: string,
  id: string | undefined,
): DeckBlock | undefined {
  const blocks = deck.filter(block => block.kind === kind);
  const hasId = ({ entries }: DeckBlock): boolean =>
    id !== undefined && entryOf(entries, `id_${kind}`)?.texts[0] === id;
  return blocks.find(hasId) ?? blocks.at(-1);
}

/** `undefined` when the word is no number and no repetition of one. */
function numbersIn(word: string): readonly number[] | undefined {
  const [times, value] = word.includes('*') ? word.split('*', 2) : ['1', word];
  if (value === undefined || !number.test(value) || !/^\d+$/.test(times ?? '')) return undefined;
  const read = Number(value.replace(/inf.*/, 'Infinity'));
  return Array.from({ length: Math.min(Number(times), maxRepetition) }, () => read);
}
