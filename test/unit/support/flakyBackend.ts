import type { Entry, StorageBackend, Trash } from '../../../src/storage/backend';
import type { StorageErrorCode } from '../../../src/storage/errors';
import { StorageError } from '../../../src/storage/errors';

type Method = Exclude<keyof StorageBackend, 'type' | 'isReadonly' | 'onDidChange'>;

/** A backend over a sound one that fails, changes bytes or waits where a test says so, and notes what it was asked. */
export class FlakyBackend implements StorageBackend {
  /** Every call as it was made, e.g. `save a`. */
  readonly calls: string[] = [];
  private readonly failures = new Map<string, StorageErrorCode>();
  private readonly hooks = new Map<string, () => Promise<void>>();

  readonly trash?: Trash;

  constructor(readonly inner: StorageBackend) {
    const { trash } = inner;
    if (trash === undefined) return;
    this.trash = {
      list: async () => {
        await this.call('trash');
        return trash.list();
      },
      restore: async (...args) => {
        await this.call('trash', args[1]);
        return trash.restore(...args);
      },
      empty: async (...args) => {
        await this.call('trash');
        return trash.empty(...args);
      },
    };
  }

  get type() {
    return this.inner.type;
  }

  get onDidChange() {
    return this.inner.onDidChange;
  }

  /** Lets `method` fail until {@link recover}, for `key` if one is given. */
  fail(method: Method, code: StorageErrorCode = 'unavailable', key?: string): void {
    this.failures.set(key === undefined ? method : `${method} ${key}`, code);
  }

  /** Lets every method but `close` fail. */
  failAll(code: StorageErrorCode = 'unavailable'): void {
    const methods = [
      'save',
      'load',
      'header',
      'list',
      'rename',
      'delete',
      'clear',
      'info',
      'trash',
    ] as const;
    for (const method of methods) this.fail(method, code);
  }

  recover(): void {
    this.failures.clear();
  }

  /** Runs `hook` before the next call of `method` for `key` reaches the backend. */
  before(method: Method, key: string, hook: () => Promise<void>): void {
    this.hooks.set(`${method} ${key}`, hook);
  }

  async save(...args: Parameters<StorageBackend['save']>): Promise<void> {
    await this.call('save', args[0].header.key);
    return this.inner.save(...args);
  }

  async load(key: string): Promise<Entry | undefined> {
    await this.call('load', key);
    return this.inner.load(key);
  }

  async header(key: string) {
    await this.call('header', key);
    return this.inner.header(key);
  }

  async list(prefix?: string) {
    await this.call('list');
    return this.inner.list(prefix);
  }

  async rename(...args: Parameters<StorageBackend['rename']>): Promise<boolean> {
    await this.call('rename', args[0]);
    return this.inner.rename(...args);
  }

  async delete(...args: Parameters<StorageBackend['delete']>): Promise<boolean> {
    await this.call('delete', args[0]);
    return this.inner.delete(...args);
  }

  async clear(...args: Parameters<StorageBackend['clear']>): Promise<number> {
    await this.call('clear');
    return this.inner.clear(...args);
  }

  async info() {
    await this.call('info');
    return this.inner.info();
  }

  async close(): Promise<void> {
    await this.call('close');
    return this.inner.close();
  }

  private async call(method: Method, key?: string): Promise<void> {
    const name = key === undefined ? method : `${method} ${key}`;
    this.calls.push(name);
    const hook = this.hooks.get(name);
    this.hooks.delete(name);
    await hook?.();
    const code = this.failures.get(name) ?? this.failures.get(method);
    if (code !== undefined) throw new StorageError(code, `The test makes "${name}" fail.`);
  }
}
