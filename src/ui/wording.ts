import { countText } from '../core/countText';
import type { VariableMetadata } from '../core/variables';
import type { BackendName } from '../storage/address';

/** How numbers, times and names are written for people: one place, so that every view says it alike. */

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** e.g. `812 bytes`, `31 KB`, `1.4 MB`; powers of 1024, as in the settings and everywhere in VS Code. */
export function inBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** e.g. `1 result`, `1,204 results`. */
export function counted(count: number, noun: string): string {
  const plural = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${countText(count)} ${count === 1 ? noun : plural}`;
}

/** e.g. `3 results, 12 KB`. */
export function resultsInBytes(some: { readonly count: number; readonly bytes: number }): string {
  return `${counted(some.count, 'result')}, ${inBytes(some.bytes)}`;
}

const spans: readonly (readonly [number, string, string])[] = [
  [365.25 * 86_400, 'y', 'year'],
  [30.44 * 86_400, 'mo', 'month'],
  [86_400, 'd', 'day'],
  [3600, 'h', 'hour'],
  [60, 'min', 'minute'],
];

/** How long ago `iso` was: `now`, `5 min`, `3 d`; a time that lies ahead is `now`. */
export function age(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  const span = spans.find(([length]) => seconds >= length);
  return span === undefined ? 'now' : `${Math.floor(seconds / span[0])} ${span[1]}`;
}

/** {@link age} for the ear: `just now`, `3 days ago`. */
export function ageInWords(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  const span = spans.find(([length]) => seconds >= length);
  return span === undefined ? 'just now' : `${counted(Math.floor(seconds / span[0]), span[2])} ago`;
}

/** e.g. `min cost, max yield`; only the count when there are more than three. */
export function objectivesInWords(variables: readonly VariableMetadata[]): string {
  const objectives = variables.filter(variable => variable.role === 'objective');
  if (objectives.length === 0) return 'no objectives';
  if (objectives.length > 3) return counted(objectives.length, 'objective');
  return objectives
    .map(({ name, direction }) => `${direction === 'maximize' ? 'max' : 'min'} ${name}`)
    .join(', ');
}

export const backendTitles: Readonly<Record<BackendName, string>> = {
  primary: 'Primary',
  secondary: 'Secondary',
  cache: 'Cache',
  sources: 'Sources',
};
