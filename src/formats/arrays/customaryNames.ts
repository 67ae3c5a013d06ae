import type { JsonObject } from '../../core/json';
import type { RoleChoice } from '../format';

/** What pymoo and its users call the arrays of a run, and what they are for; in the order of columns. */
const customary: ReadonlyMap<string, RoleChoice> = new Map<string, RoleChoice>([
  ['X', { role: 'design' }],
  ['F', { role: 'objective', direction: 'minimize' }],
  ['G', { role: 'inequality' }],
  ['H', { role: 'equality' }],
  ['CV', { role: 'observable' }],
]);

export const customaryLetters: readonly string[] = [...customary.keys()];

/** What an array of this letter is for; `undefined` for any other name. */
export function roleOfLetter(letter: string | undefined): RoleChoice | undefined {
  return letter === undefined ? undefined : customary.get(letter);
}

/** The parts of a customary name, e.g. of `pop_F`: prefix `pop_`, letter `F`. */
export function customaryName(name: string): { prefix: string; letter: string } | undefined {
  const [, prefix = '', letter] = /^((?:[^]*[-_. ])?)(X|F|G|H|CV)$/.exec(name) ?? [];
  return letter === undefined ? undefined : { prefix, letter };
}

/** Name of a column of the array of this letter: `x1`, `x2`…; `CV` when it is the only one. */
export function letterColumn(letter: string, index: number, width: number): string {
  return letter === 'CV' && width === 1 ? letter : `${letter.toLowerCase()}${index + 1}`;
}

/** What a table of such arrays takes for granted, for its notes and for `assumed`. */
export function pymooConvention(
  columns: readonly { readonly variable: { readonly name: string; readonly role: string } }[],
): {
  readonly notes: readonly string[];
  readonly assumed: JsonObject;
} {
  const has = (role: string): boolean => columns.some(({ variable }) => variable.role === role);
  const says = [
    ...(has('objective') ? ['F is minimised'] : []),
    ...(has('inequality') ? ['G is feasible where it is at most 0'] : []),
    ...(has('equality') ? ['H is feasible where it is 0'] : []),
  ];
  const objectives = columns.filter(({ variable }) => variable.role === 'objective');
  return {
    notes:
      says.length > 0
        ? [`The file does not say so, but by pymoo's convention ${says.join(', ')}.`]
        : [],
    assumed: Object.fromEntries(
      objectives.map(({ variable }) => [
        variable.name,
        { role: 'objective', direction: 'minimize', by: 'tool' },
      ]),
    ),
  };
}
