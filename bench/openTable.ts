import { readTable } from '../src/formats/csv/readTable';
import { diskTable } from './diskTable';

/** Reads a table of text in this process alone and prints the bytes of its columns and the most it needed: `openTable.ts FILE`. */
async function main(): Promise<void> {
  const file = diskTable(process.argv[2] ?? '');
  gc?.();
  const before = process.memoryUsage.rss();
  const { columns } = await readTable(file);
  // The most that this process ever held, what it needs itself taken off.
  const most = process.resourceUsage().maxRSS * 1024 - before;
  const bytes = columns.reduce((sum, { values, valid }) => {
    const own = 'byteLength' in values ? (values.byteLength as number) : values.length * 8;
    return sum + own + (valid?.length ?? 0);
  }, 0);
  console.log(JSON.stringify({ bytes, most }));
}

void main();
