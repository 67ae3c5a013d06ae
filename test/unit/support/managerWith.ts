import type { StorageBackend } from '../../../src/storage/backend';
import { MemoryStorage } from '../../../src/storage/backends/memory';
import { StorageManager } from '../../../src/storage/manager';
import type { ManagerOptions } from '../../../src/storage/managerOptions';
import { FlakyBackend } from './flakyBackend';

/** A manager over two memories, or the backends given, that can be made to fail. */
export function managerWith(options: Partial<ManagerOptions> = {}) {
  const primary = new FlakyBackend(options.primary ?? new MemoryStorage());
  const secondary = new FlakyBackend(options.secondary ?? new MemoryStorage());
  const replica = 'secondary' in options && options.secondary === undefined ? {} : { secondary };
  const manager = new StorageManager({ ...options, ...replica, primary });
  return { manager, primary, secondary };
}

/** A memory that passes for a folder, which outlasts the session. */
export function lastingMemory(location: string): StorageBackend {
  const memory = new MemoryStorage();
  return Object.assign(memory, {
    info: async () => ({
      ...(await MemoryStorage.prototype.info.call(memory)),
      type: 'filesystem' as const,
      location,
    }),
  });
}
