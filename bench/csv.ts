import { spawnSync } from 'node:child_process';
import { createReadStream, readFileSync } from 'node:fs';
import { readTable } from '../src/formats/csv/readTable';
import { bundled } from './bundled';
import { diskTable, writeTable } from './diskTable';
import { megabytes, rowOf } from './figures';
import type { Figure } from './figures';
import { compare } from './measure';
import { peer } from './peers';
import type { Places } from './places';

const rows = 1_000_000;
const largeRows = 2_400_000;
const numbers = 11;

/** A large table of text to typed columns: the time beside parsers of CSV, and the most memory that it takes. */
export async function benchCsv(places: Places): Promise<readonly Figure[]> {
  const path = places.newPath();
  writeTable(path, rows);
  const times = await compare({
    work: 'CSV of 1,000,000 × 12 to typed columns',
    ours: [{ name: '', run: () => readTable(diskTable(path)) }],
    beside: [
      await peer('papaparse', async () => {
        const { default: Papa } = await import('papaparse');
        return {
          target: 1 / 1.5,
          run: () => {
            const columns = newColumns();
            const text = readFileSync(path, 'utf8');
            const { data } = Papa.parse<readonly string[]>(text, { delimiter: ',', newline: '\n' });
            data.forEach((cells, row) => fill(columns, cells, row));
          },
        };
      }),
      await peer('csv-parse, streamed', async () => {
        const { parse } = await import('csv-parse');
        return {
          run: async () => {
            const columns = newColumns();
            let row = 0;
            const parser = createReadStream(path).pipe(parse({ delimiter: ',' }));
            for await (const cells of parser)
              fill(columns, cells as unknown as readonly string[], row++);
          },
        };
      }),
    ],
    repeats: 3,
  });
  const largePath = places.newPath();
  const size = writeTable(largePath, largeRows);
  return [
    ...times,
    await memoryRow(path, '1,000,000 × 12'),
    await memoryRow(largePath, megabytes(size)),
  ];
}

async function memoryRow(path: string, name: string): Promise<Figure> {
  const program = await bundled('openTable');
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', program, path], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`The table was not read: ${stderr}`);
  const { bytes, most } = JSON.parse(stdout) as { readonly bytes: number; readonly most: number };
  return rowOf({
    work: `most memory while a CSV of ${name} is read`,
    ours: most,
    beside: 'bytes of its columns',
    theirs: bytes,
    target: 3,
    format: megabytes,
  });
}

function newColumns(): readonly Float64Array[] {
  return Array.from({ length: numbers }, () => new Float64Array(rows + 2));
}

function fill(columns: readonly Float64Array[], cells: readonly string[], row: number): void {
  columns.forEach((column, index) => (column[row] = Number(cells[index])));
}
