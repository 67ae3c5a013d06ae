import { Binary, Float64, vectorFromArray } from 'apache-arrow';
import type { Entry } from '../../../src/storage/backend';
import { arrowFile } from './arrowFiles';
import { anEntry } from './results';

/** A sound Feather file of another program, with a column that cannot be read. */
export async function aForeignEntry(key: string): Promise<Entry> {
  const bytes = arrowFile([
    { name: 'x', vector: vectorFromArray([1, 2], new Float64()) },
    { name: 'raw', vector: vectorFromArray([Uint8Array.of(1), Uint8Array.of(2)], new Binary()) },
  ]);
  const { header } = await anEntry(key);
  return { header: { ...header, size: bytes.length }, bytes };
}
