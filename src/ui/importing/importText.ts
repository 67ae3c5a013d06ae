import { countText } from '../../core/countText';
import type { Unread } from '../../formats/format';
import type { ReadResult } from '../../sources/sourceReader';
import { markdownTable } from '../documents/markdownTable';
import { counted, objectivesInWords } from '../wording';
import type { SavedResult } from './importer';

/** Something of a file that did not become a part of a result, or a whole file. */
export interface ImportProblem extends Unread {
  readonly file: string;
  /** The result that lacks it; absent when it is about the whole file, which the reason then names. */
  readonly result?: string;
}

/** What an import did, e.g. `Imported "runs/a" into Primary.` */
export function importedInWords(results: readonly SavedResult[], place: string): string {
  const parts = (['imported', 'updated', 'unchanged'] as const).flatMap(outcome => {
    const keys = results.filter(result => result.outcome === outcome).map(({ key }) => key);
    if (keys.length === 0) return [];
    const what = keys.length === 1 ? `"${keys[0]}"` : counted(keys.length, 'result');
    return [{ outcome, what, isOne: keys.length === 1 }];
  });
  const sentences = parts.map(({ outcome, what, isOne }) => {
    if (outcome === 'imported') return `Imported ${what} into ${place}.`;
    if (outcome === 'updated') return `Updated ${what} in ${place}.`;
    return `${what} in ${place} ${isOne ? 'is' : 'are'} up to date.`;
  });
  return sentences.join(' ');
}

/** What was taken for granted because it was chosen before, e.g. `Roles as chosen before: min cost, max yield.` */
export function rolesInWords([first]: readonly ReadResult[]): string {
  return `Roles as chosen before: ${objectivesInWords(first?.head.variables ?? [])}.`;
}

/** One line for a notification. */
export function problemsInWords(problems: readonly ImportProblem[]): string {
  const [first] = problems;
  if (first === undefined) return '';
  const { file, result, row, reason } = first;
  const place = row === undefined ? '' : `, row ${countText(row)}`;
  const what = result === undefined ? reason : `"${file}"${place}: ${reason}`;
  if (problems.length === 1) return `Not read: ${what}`;
  return `${counted(problems.length, 'thing')} could not be read. The first: ${what}`;
}

/** More than so many are only counted: nobody reads them, and an editor is slow with them. */
const longestList = 1000;

/** Everything that could not be read, for reading. */
export function problemsText(problems: readonly ImportProblem[]): string {
  const rows = problems
    .slice(0, longestList)
    .map(({ file, result = '', row, reason }) => [file, result, String(row ?? ''), reason]);
  const left = problems.length - longestList;
  return [
    '# What could not be read',
    'Everything else was imported.',
    markdownTable(['File', 'Result', 'Row', 'Why'], rows),
    ...(left > 0 ? [`… and ${countText(left)} more.`] : []),
    '',
  ].join('\n\n');
}
