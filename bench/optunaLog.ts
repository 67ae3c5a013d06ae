import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import type { ImportedResult } from '../src/formats/format';
import { optunaJournal } from '../src/formats/optunaJournal';
import { DiskFiles } from '../src/platform/node/diskFiles';
import { openItem } from '../src/sources/openedFile';
import { seededRandom } from '../test/fixtures/seededRandom';
import { formatPorts } from '../test/unit/support/sqlReader';

const paramCount = 12;
const worker = '0b3c6a1e-5d6f-4f0e-9d38-1c0f5d1f8a77-140127463909184';
const distribution = JSON.stringify(
  '{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}',
);

/**
 * Writes the journal that so many complete trials of four workers leave: twelve parameters, two objectives, an attribute
 * of the sampler. Returns its bytes.
 */
export function writeOptunaLog(path: string, trials: number): number {
  const random = seededRandom(1);
  const start = Date.UTC(2026, 0, 1);
  const file = openSync(path, 'w');
  let lines: string[] = [];
  const add = (code: number, fields: string): void => {
    lines.push(`{"op_code": ${code}, "worker_id": "${worker}", ${fields}}\n`);
  };
  const double = (): number => random.uniform() + random.uniform() / 2 ** 32;
  const time = (seconds: number): string =>
    `"${new Date(start + seconds * 1000).toISOString().slice(0, 23)}${random.index(900) + 100}"`;
  add(0, '"study_name": "bench", "directions": [1, 1]');
  for (let trial = 0; trial < trials; trial++) {
    add(4, `"study_id": 0, "datetime_start": ${time(trial)}`);
    add(9, `"trial_id": ${trial}, "system_attr": {"nsga2:generation": ${Math.floor(trial / 50)}}`);
    for (let param = 0; param < paramCount; param++) {
      const value = `"param_value_internal": ${double()}, "distribution": ${distribution}`;
      add(5, `"trial_id": ${trial}, "param_name": "x${param}", ${value}`);
    }
    const values = `"values": [${double()}, ${double()}]`;
    add(6, `"trial_id": ${trial}, "state": 1, ${values}, "datetime_complete": ${time(trial + 1)}`);
    if (lines.length < 10_000) continue;
    writeSync(file, lines.join(''));
    lines = [];
  }
  writeSync(file, lines.join(''));
  closeSync(file);
  return statSync(path).size;
}

/** Reads it as an import does. */
export async function readLog(path: string): Promise<readonly ImportedResult[]> {
  const opened = await openItem(new DiskFiles(), path);
  if (opened?.kind !== 'file') throw new Error(`There is no ${path}.`);
  return optunaJournal.read(opened.item, { ports: formatPorts });
}
