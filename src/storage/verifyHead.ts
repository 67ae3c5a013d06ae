import type { ArtifactHead } from '../core/header';

/** How people call the parts of a head that {@link headDifferences} compares. */
const parts: readonly (readonly [keyof ArtifactHead, string])[] = [
  ['id', 'id'],
  ['revision', 'revision'],
  ['createdAt', 'time of creation'],
  ['updatedAt', 'time of the last change'],
  ['size', 'size in bytes'],
  ['rowCount', 'number of rows'],
  ['variables', 'variables'],
  ['problem', 'problem'],
  ['metadata', 'metadata'],
  ['resultSetNames', 'names of the result sets'],
];

/** One part of a head that is noted otherwise than the artifact says. */
export interface HeadDifference {
  readonly part: keyof ArtifactHead;
  /** e.g. `its number of rows is noted as 4, but is 3`. */
  readonly text: string;
}

/** Compares what is noted of an artifact with what it says itself. What is noted may be any JSON. */
export function headDifferences(
  noted: Readonly<Record<string, unknown>>,
  actual: ArtifactHead,
): readonly HeadDifference[] {
  return parts.flatMap(([part, name]) => {
    if (sorted(noted[part]) === sorted(actual[part])) return [];
    return [{ part, text: difference(name, noted[part], actual[part]) }];
  });
}

function difference(name: string, noted: unknown, actual: unknown): string {
  const isShort = [noted, actual].every(value => ['string', 'number'].includes(typeof value));
  return isShort
    ? `its ${name} is noted as ${String(noted).slice(0, 60)}, but is ${String(actual).slice(0, 60)}`
    : `its ${name} ${name.endsWith('s') ? 'are' : 'is'} noted otherwise`;
}

/** JSON in which equal values have equal texts, whatever the order in which their fields were set. */
function sorted(value: unknown): string | undefined {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
