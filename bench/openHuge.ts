import { setImmediate } from 'node:timers/promises';
import { createFilesystemStorage } from '../src/storage/factories';
import { StorageManager } from '../src/storage/manager';
import { ports } from './places';

/** Opens a result in this process alone and prints how many bytes are held while it is: `openHuge.ts FOLDER KEY`. */
async function main(): Promise<void> {
  const [base = '', key = ''] = process.argv.slice(2);
  const primary = createFilesystemStorage(base, { ports });
  const manager = new StorageManager({ primary, sha256: ports.sha256 });
  await manager.existsResult(key);
  const before = await heldBytes();
  const result = await manager.loadResult(key);
  const after = await heldBytes();
  // Asked only now, so that the result is in use until here.
  if (result.columns[0]?.values[0] === undefined) throw new Error('The result is empty.');
  console.log(after - before);
  await manager.close();
}

async function heldBytes(): Promise<number> {
  if (gc === undefined) throw new Error('Run with --expose-gc.');
  // Buffers go in the turn after the collection that finds them unused.
  for (let pass = 0; pass < 3; pass++) {
    gc();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

void main();
