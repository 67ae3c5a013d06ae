import { csv } from './csv';
import { featherFile } from './featherFile';
import type { Format } from './format';
import { optunaSqlite } from './optunaSqlite';

/** Every format that can be imported. */
export const formats: readonly Format[] = [featherFile, optunaSqlite, csv];
