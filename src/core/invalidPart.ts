import { ResultError } from './errors';

/** Where a value lies in the JSON form of a result: `['variables', 2, 'upper']`. */
export type Path = readonly (string | number)[];

interface Fault {
  readonly path: Path;
  /** In words that follow "must be". */
  readonly expected: string;
  readonly found: unknown;
}

/** The error for a part of a result that breaks the rules. */
export function invalidPart({ path, expected, found }: Fault): ResultError {
  return new ResultError(
    'invalid',
    `${pathText(path)} must be ${expected}, but is ${described(found)}.`,
    { path },
  );
}

/** A path as people write it: `variables[2].upper`. */
export function pathText(path: Path): string {
  if (path.length === 0) return 'The value';
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(step)) return index === 0 ? step : `.${step}`;
      return `[${shortened(JSON.stringify(step))}]`;
    })
    .join('');
}

function described(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return shortened(JSON.stringify(value));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value === null || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
