import { parseDefinition } from './definition';
import type { Definition } from './definition';

/** What the lines `# Key=Value` at the beginning of a file say. */
export interface MoeaHeader {
  /** Major version of the framework; 0 before version 5, which did not write it. */
  readonly version: number;
  readonly problem: string | undefined;
  /** `undefined` when the file does not say it. */
  readonly counts:
    | { readonly variables: number; readonly objectives: number; readonly constraints: number }
    | undefined;
  readonly variables: readonly (Definition | undefined)[];
  readonly objectives: readonly (Definition | undefined)[];
  readonly constraints: readonly (Definition | undefined)[];
}

/** More columns than this are no file of the framework. */
const mostOfAKind = 10_000;

/** The header in these lines, which begin with `#`. */
export function moeaHeader(lines: readonly string[]): MoeaHeader {
  const fields = new Map(lines.flatMap(line => property(line.replace(/^#+/, '')) ?? []));
  const count = (...keys: readonly string[]): number => {
    const text = keys.map(key => fields.get(key)).find(value => value !== undefined) ?? '';
    const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    return value <= mostOfAKind ? value : 0;
  };
  const counts = {
    variables: count('NumberOfVariables', 'Variables'),
    objectives: count('NumberOfObjectives', 'Objectives'),
    constraints: count('NumberOfConstraints', 'Constraints'),
  };
  const definitions = (kind: string, length: number) =>
    Array.from({ length }, (_, index) =>
      parseDefinition(fields.get(`${kind}.${index + 1}.Definition`)),
    );
  return {
    version: count('Version'),
    problem: fields.get('Problem') || undefined,
    counts: counts.objectives > 0 ? counts : undefined,
    variables: definitions('Variable', counts.variables),
    objectives: definitions('Objective', counts.objectives),
    constraints: definitions('Constraint', counts.constraints),
  };
}

/** A line of Java's properties, in which backslashes protect characters; as an entry of a map, or none. */
export function property(line: string): [readonly [key: string, value: string]] | undefined {
  const [, key, value = ''] =
    /^((?:[^\\=\s]|\\.|\s+(?=[^=\s]))*)\s*=([^]*)$/.exec(line.trimStart()) ?? [];
  if (key === undefined || key === '') return undefined;
  return [[unescape(key), unescape(value.trim())]];
}

function unescape(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, plain: string) =>
      code === undefined ? plain : String.fromCharCode(parseInt(code, 16)),
    )
    .toWellFormed();
}
