import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import type { SourceFile } from '../src/formats/format';
import { seededRandom } from '../test/fixtures/seededRandom';

const pieceBytes = 2 ** 20;
const headBytes = 2 ** 16;

/** Writes a table of 12 columns: a count, ten doubles of all their digits, a state. Returns its bytes. */
export function writeTable(path: string, rows: number): number {
  const random = seededRandom(1);
  const file = openSync(path, 'w');
  const names = Array.from({ length: 8 }, (_, index) => `x${index + 1}`);
  let lines = [`trial,${names.join(',')},f1,f2,state`];
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: 10 }, () => random.uniform() + random.uniform() / 2 ** 32);
    lines.push(`${row},${cells.join(',')},${random.uniform() < 0.9 ? 'COMPLETE' : 'FAIL'}`);
    if (lines.length < 10_000) continue;
    writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  }
  writeSync(file, lines.map(line => `${line}\n`).join(''));
  closeSync(file);
  return statSync(path).size;
}

/** A file on disk as formats see it, in pieces as the extension reads them. */
export function diskTable(path: string): SourceFile {
  const read = (start: number, length: number): Uint8Array => {
    const file = openSync(path, 'r');
    const bytes = new Uint8Array(length);
    const count = readSync(file, bytes, 0, length, start);
    closeSync(file);
    return bytes.subarray(0, count);
  };
  const { size } = statSync(path);
  const nowhere = {
    list: async () => [],
    file: async () => undefined,
    folder: async () => undefined,
  };
  return {
    name: basename(path),
    size,
    modifiedAt: new Date(0).toISOString(),
    head: read(0, headBytes),
    folder: { name: '', modifiedAt: new Date(0).toISOString(), ...nowhere },
    read: async () => read(0, size),
    chunks: async function* (start = 0) {
      for (let at = start; at < size; at += pieceBytes) yield read(at, pieceBytes);
    },
  };
}
