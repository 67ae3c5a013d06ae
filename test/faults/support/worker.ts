// Before what it is to count.
import { countSteps, uncounted } from './steps';
import { nodePorts } from '../../../src/platform/node/nodePorts';
import { baselineFile } from '../../../src/storage/baselineFile';
import { StorageManager } from '../../../src/storage/manager';
import type { ManagerConfig } from '../../../src/storage/config';
import { undoLogFile } from '../../../src/storage/undoLogFile';
import { runOperation } from './operations';
import type { Operation } from './operations';

/*
 * A process that does something to a store and says so, one line of JSON for each thing that is acknowledged, before the
 * next one begins. Tests kill it, or let it kill itself.
 */

export interface WorkerTask {
  readonly config: ManagerConfig;
  readonly baselineFolder: string;
  readonly undoFolder: string;
  readonly wasmFolder: string;
  readonly operations: readonly Operation[];
  /** The point at which the process kills itself; without it it only counts them. */
  readonly killAt?: number;
  /** Goes on with the next operation when one fails, as far as it fails with a `StorageError`. */
  readonly mayFail?: boolean;
}

/** What a worker says. */
export type WorkerLine =
  | { readonly says: 'ready' }
  | { readonly says: 'done'; readonly value?: unknown }
  | { readonly says: 'failed'; readonly code: string; readonly message: string }
  | { readonly says: 'finished'; readonly steps: number };

function say(line: WorkerLine): void {
  uncounted.writeSync(1, `${JSON.stringify(line)}\n`);
}

async function main(task: WorkerTask): Promise<void> {
  const ports = nodePorts(task.wasmFolder);
  const baseline = baselineFile({ files: ports.files, folder: task.baselineFolder });
  const undoLog = undoLogFile({ files: ports.files, folder: task.undoFolder });
  const manager = StorageManager.fromJSON(task.config, ports, { baseline, undoLog });
  const steps = await countSteps(task.killAt ?? 0);
  say({ says: 'ready' });
  for (const operation of task.operations) {
    try {
      say({ says: 'done', value: await runOperation(manager, operation) });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      say({ says: 'failed', code: codeOf(error), message: error.stack ?? error.message });
      if (task.mayFail !== true) break;
    }
  }
  await manager.close();
  say({ says: 'finished', steps: steps.count });
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}

void main(JSON.parse(process.argv[2] ?? '') as WorkerTask);
