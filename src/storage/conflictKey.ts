/** Where a version is kept that would otherwise be written over: `number` counts from 1. */
export function conflictKey(key: string, number: number): string {
  return `${key}.conflict-${number}`;
}
