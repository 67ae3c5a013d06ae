import type { ArtifactHead } from '../core/header';

const texts = ['id', 'revision', 'createdAt', 'updatedAt'] as const;
const counts = ['size', 'rowCount'] as const;

/**
 * Whether JSON that was noted beside an artifact has every part that views ask of a head, each of its kind. Whether they
 * are true only the artifact knows.
 */
export function isArtifactHead(value: unknown): value is ArtifactHead {
  if (!isRecord(value)) return false;
  const { variables, problem, metadata, resultSetNames } = value;
  return (
    texts.every(name => typeof value[name] === 'string') &&
    counts.every(name => Number.isSafeInteger(value[name]) && (value[name] as number) >= 0) &&
    Array.isArray(variables) &&
    variables.every(isVariable) &&
    isRecord(problem) &&
    typeof problem['name'] === 'string' &&
    isRecord(metadata) &&
    Array.isArray(resultSetNames) &&
    resultSetNames.every(name => typeof name === 'string')
  );
}

function isVariable(value: unknown): boolean {
  return isRecord(value) && typeof value['name'] === 'string' && typeof value['role'] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
