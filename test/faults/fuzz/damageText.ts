import type { Random } from '../../unit/support/random';

type Damage = (text: string, random: Random) => string;

const numbers = [
  '0',
  '-0',
  '-1',
  '1e400',
  '-1e400',
  '5e-324',
  'NaN',
  'nan',
  'Infinity',
  '-inf',
  '2147483648',
  '4294967295',
  '1000000000',
  '9007199254740993',
  '9223372036854775808',
  '99999999999999999999999',
  '1.5.5',
  '0x10',
  '1_000',
  '""',
  '',
];
const words = [
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../..',
  '%s',
  '*',
  '&a',
  '💥',
];
const marks = ['"', "'", ',', ';', ':', '|', '\t', ' ', '\n', '\r', '#', '%', '/', '\\', '.', '-'];
const brackets = ['[', '{"a":', '(', '{', ']', '}', '- ', '  '];
const wide = 20_000;

/** More weight for what leaves a file of the same kind. */
const damages: readonly Damage[] = [
  replaceNumber,
  replaceNumber,
  replaceNumber,
  replaceWord,
  replaceWord,
  dropLine,
  doubleLine,
  swapLines,
  cutShort,
  cutOut,
  insertMark,
  insertMark,
  removeMark,
  insertBrackets,
  changeLineEnds,
  widen,
];

/** The text with one to three of the things wrong with it that programs and people do to texts. */
export function damageText(text: string, random: Random): string {
  let damaged = text;
  for (let count = random.pick([1, 1, 2, 3]); count > 0; count--) {
    damaged = random.pick(damages)(damaged, random);
  }
  return damaged;
}

function replaceNumber(text: string, random: Random): string {
  return replaceOne(text, /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, random.pick(numbers), random);
}

function replaceWord(text: string, random: Random): string {
  return replaceOne(text, /[\p{L}_][\p{L}\p{N}_]*/gu, random.pick(words), random);
}

function removeMark(text: string, random: Random): string {
  return replaceOne(text, /[^\p{L}\p{N}\s]/gu, '', random);
}

function replaceOne(text: string, pattern: RegExp, by: string, random: Random): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: old } = random.pick(found);
  return text.slice(0, index) + by + text.slice(index + old.length);
}

function dropLine(text: string, random: Random): string {
  const lines = text.split('\n');
  lines.splice(random.below(lines.length), 1 + random.below(2));
  return lines.join('\n');
}

function doubleLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  lines.splice(random.below(lines.length + 1), 0, lines[at] as string);
  return lines.join('\n');
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [one, two] = [random.below(lines.length), random.below(lines.length)];
  [lines[one], lines[two]] = [lines[two] as string, lines[one] as string];
  return lines.join('\n');
}

function cutShort(text: string, random: Random): string {
  return text.slice(0, random.below(text.length + 1));
}

function cutOut(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  return text.slice(0, start) + text.slice(start + random.below(40));
}

function insertMark(text: string, random: Random): string {
  return insert(text, random.pick(marks), random);
}

/** Deeper than any stack, or only somewhat too deep. */
function insertBrackets(text: string, random: Random): string {
  return insert(text, random.pick(brackets).repeat(random.pick([1, 150, wide])), random);
}

/** A line far longer than the others. */
function widen(text: string, random: Random): string {
  return insert(text, random.pick([...marks, '1,', 'a', '0', ' 7']).repeat(wide), random);
}

function insert(text: string, addition: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + addition + text.slice(at);
}

function changeLineEnds(text: string, random: Random): string {
  const by = random.pick(['\r\n', '\r', '\n\n', '\ufeff\n', ' \n', '\t\n']);
  return random.below(2) === 0 ? text.replaceAll('\n', by) : text.replace('\n', by);
}
