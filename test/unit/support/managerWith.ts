import { MemoryStorage } from '../../../src/storage/backends/memory';
import type { ManagerOptions } from '../../../src/storage/manager';
import { StorageManager } from '../../../src/storage/manager';
import { FlakyBackend } from './flakyBackend';

/** A manager over two memories that can be made to fail. */
export function managerWith(options: Partial<ManagerOptions> = {}) {
  const primary = new FlakyBackend(new MemoryStorage());
  const secondary = new FlakyBackend(new MemoryStorage());
  const manager = new StorageManager({ primary, secondary, ...options });
  return { manager, primary, secondary };
}
