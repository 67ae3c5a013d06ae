import { isNumberText } from '../csv/cellTypes';
import { guessRole } from '../roles/roleRules';
import type { RoleGuess } from '../roles/roleRules';

/** What Dakota calls the counter of a table, whatever is counted. */
const counter = /^(?:eval|config|mcmc|sample)_id$/;
/** What Dakota calls responses when the input deck does not name them. */
const response = /^(?:obj_fn|response_fn|least_sq_term|nln_ineq_con|nln_eq_con)(?:_\d+)?$/;

/**
 * How surely the first line of a text is that of names in a table of Dakota's: it has names that no other tool writes, or
 * a percent sign right before the first of them.
 * @param second the line below it.
 */
export function headerConfidence(first: string, second = ''): number | undefined {
  // Dakota parts columns by blanks alone.
  if (/[,;|\t"=]/.test(first)) return undefined;
  const names = namesIn(first);
  if (names.length === 0 || names.every(isNumberText)) return undefined;
  const isMarked = /^%\S/.test(first);
  if (isMarked && (counter.test(names[0] as string) || names[0] === 'interface')) return 0.9;
  const below = cellsIn(second);
  if (below.length !== names.length || !below.some(isNumberText)) return undefined;
  if (counter.test(names[0] as string) || names.some(name => response.test(name))) return 0.9;
  return isMarked ? 0.7 : undefined;
}

/** The names in the first line of a table; newer versions of Dakota put `%` before it, some users take it away. */
export function namesIn(line: string): readonly string[] {
  return cellsIn(line.replace(/^\s*%/, ''));
}

/** What the blanks in a line part. */
export function cellsIn(line: string): readonly string[] {
  const trimmed = line.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}

/**
 * What a column is for: the counter and the interface come first, then all variables, then all responses. Where responses
 * have names that the user chose, it is not known where they begin.
 */
export function guessDakotaRole(name: string, allNames: readonly string[]): RoleGuess {
  const index = allNames.indexOf(name);
  const isLeading = counter.test(name) || (name === 'interface' && index <= 1);
  if (isLeading) return { role: 'observable', isCertain: true };
  if (/^obj_fn(?:_\d+)?$/.test(name)) return { role: 'objective', direction: 'minimize' };
  if (/^nln_ineq_con(?:_\d+)?$/.test(name)) return { role: 'inequality' };
  if (/^nln_eq_con(?:_\d+)?$/.test(name)) return { role: 'equality' };
  if (response.test(name)) return { role: 'observable' };
  const firstResponse = allNames.findIndex(other => response.test(other));
  return index < firstResponse ? { role: 'design', isCertain: true } : guessRole(name, allNames);
}
