import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const fixtures = join(import.meta.dirname, '../../fixtures');
const samples = join(import.meta.dirname, '../../../../shared/data');

/** Files of our own fixtures. */
export function fixtureFiles(folder: string, name: RegExp): readonly Uint8Array[] {
  return filesOf(join(fixtures, folder), name);
}

/** Files of other tools, on machines that have them. */
export function sampleFiles(folder: string, name: RegExp, maxBytes: number): readonly Uint8Array[] {
  return filesOf(join(samples, folder), name).filter(({ length }) => length <= maxBytes);
}

function filesOf(folder: string, name: RegExp): readonly Uint8Array[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(file => name.test(file));
  return names.sort().map(file => new Uint8Array(readFileSync(join(folder, file))));
}
