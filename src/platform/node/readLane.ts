import { Worker } from 'node:worker_threads';
import { FormatError } from '../../formats/formatError';
import type { ReadableFiles } from '../../sources/openedFile';
import { StorageError } from '../../storage/errors';
import type {
  FromReadWorker,
  ReadCall,
  ReadMethod,
  ReadValue,
  ReadWorkerData,
  ToReadWorker,
} from './readProtocol';
import { fromSent, toSent } from './sentError';

/**
 * Megabytes for objects that are young. With Node's 48, a file that is read line by line would take 30 MB more without being
 * read faster.
 */
export const youngHeapMb = 12;

export interface ReadLaneOptions {
  /** The worker's program. */
  readonly workerFile: string;
  readonly wasmFolder: string;
  /** What is read instead of the disks of this computer. */
  readonly files?: ReadableFiles | undefined;
  /** Asked before the worker may read a path; returns what is called when it has closed all files of it. */
  readonly beginReading?: ((path: string) => Promise<() => void>) | undefined;
  /** The most that a reading's objects may take, in megabytes; what columns and files take does not count. */
  readonly heapMb: number;
  /** After so long without work the worker ends. */
  readonly idleMs: number;
  /** After so long without progress a reading is given up. */
  readonly silenceMs: number;
}

/** How a caller follows its call. */
export interface ReadFollowing {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

interface Job extends ReadFollowing {
  readonly call: ReadCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A worker that is made when there is something to do, and does one thing after the other. */
export class ReadLane {
  private readonly waiting: Job[] = [];
  private readonly endings = new Set<Promise<unknown>>();
  private current: Job | undefined;
  private worker: Worker | undefined;
  private endReading: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly options: ReadLaneOptions) {}

  /** Rejects as the reader in the worker does, and with a `FormatError` when the worker itself dies of the file. */
  run<M extends ReadMethod>(
    call: ReadCall<M>,
    { signal, onProgress }: ReadFollowing = {},
  ): Promise<ReadValue<M>> {
    if (this.isClosed) return Promise.reject(closed());
    if (signal?.aborted === true) return Promise.reject(stopped());
    return new Promise<unknown>((resolve, reject) => {
      const onAbort = (): void => this.stop(job);
      const settled = (): void => signal?.removeEventListener('abort', onAbort);
      const job: Job = {
        call,
        signal,
        onProgress,
        resolve: value => (settled(), resolve(value)),
        reject: error => (settled(), reject(error)),
      };
      signal?.addEventListener('abort', onAbort);
      this.waiting.push(job);
      this.goOn();
    }) as Promise<ReadValue<M>>;
  }

  /** Frees what the worker keeps for the path; one that has ended keeps nothing. */
  forget(path: string): void {
    if (this.worker !== undefined) post(this.worker, { kind: 'forget', path });
  }

  /** Ends the work under way; whoever waits for it is told. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.end();
    const left = [this.current, ...this.waiting.splice(0)];
    this.current = undefined;
    for (const job of left) job?.reject(closed());
    await Promise.all(this.endings);
  }

  private goOn(): void {
    if (this.current !== undefined) return;
    this.current = this.waiting.shift();
    if (this.current === undefined) {
      if (this.worker !== undefined) this.after(this.options.idleMs, () => this.end());
      return;
    }
    this.watch();
    void this.begin(this.current);
  }

  private async begin(job: Job): Promise<void> {
    try {
      const end = await this.options.beginReading?.(job.call.path);
      // It may have been stopped meanwhile.
      if (job !== this.current) return end?.();
      this.endReading = end;
      this.worker ??= this.start();
      post(this.worker, { kind: 'call', call: job.call });
    } catch (error) {
      // The file may not be read now, or what a caller put into its request is nothing that can be sent.
      if (job === this.current) this.finish(() => job.reject(error as Error));
    }
  }

  private start(): Worker {
    const { workerFile, wasmFolder, files, heapMb } = this.options;
    const workerData: ReadWorkerData = { wasmFolder, borrowsFiles: files !== undefined };
    const worker = new Worker(workerFile, {
      workerData,
      name: 'OptiScope reader',
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngHeapMb },
    });
    worker.on('message', (message: FromReadWorker) => {
      if (worker === this.worker) this.take(message, worker);
    });
    worker.on('messageerror', error => this.died(worker, error));
    worker.on('error', error => this.died(worker, error));
    worker.on('exit', code => this.died(worker, new Error(`It ended with code ${code}.`)));
    return worker;
  }

  private take(message: FromReadWorker, worker: Worker): void {
    switch (message.kind) {
      case 'borrow':
        void this.lend(message, worker);
        return;
      case 'progress':
        this.watch();
        this.current?.onProgress?.(message.done, message.total);
        return;
      case 'done':
        this.finish(job => job.resolve(message.value));
        return;
      case 'failed':
        this.finish(job => job.reject(fromSent(message.error)));
        return;
    }
  }

  private finish(settle: (job: Job) => void): void {
    const job = this.current;
    this.current = undefined;
    clearTimeout(this.timer);
    this.endReading?.();
    this.endReading = undefined;
    if (job !== undefined) settle(job);
    this.goOn();
  }

  private async lend(
    { id, method, args }: Extract<FromReadWorker, { kind: 'borrow' }>,
    worker: Worker,
  ): Promise<void> {
    try {
      const lend = this.options.files?.[method] as (...all: readonly unknown[]) => unknown;
      post(worker, { kind: 'lent', id, value: await lend(...args) });
    } catch (error) {
      post(worker, { kind: 'notLent', id, error: toSent(error) });
    }
    if (worker === this.worker && this.current !== undefined) this.watch();
  }

  private stop(job: Job): void {
    job.reject(stopped());
    if (job !== this.current) {
      this.waiting.splice(this.waiting.indexOf(job), 1);
      return;
    }
    // Readers compute without a pause in which they could be told.
    this.end();
    this.finish(() => undefined);
  }

  private watch(): void {
    const minutes = Math.round(this.options.silenceMs / 60_000);
    const fault = `was read for ${minutes} minutes without getting on, which was then stopped. Is its disk in reach? If so, the file may be damaged.`;
    this.after(this.options.silenceMs, () => {
      this.end();
      this.finish(job => job.reject(new FormatError(nameOf(job.call), fault)));
    });
  }

  private died(worker: Worker, error: unknown): void {
    if (worker !== this.worker) return;
    this.end();
    this.finish(job => job.reject(deathOf(job.call, error)));
  }

  private after(ms: number, work: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(work, ms);
    this.timer.unref();
  }

  private end(): void {
    clearTimeout(this.timer);
    const { worker, endReading } = this;
    this.worker = undefined;
    if (worker === undefined) return;
    // It closes its files when it is gone.
    this.endReading = undefined;
    const ending = worker.terminate().finally(endReading);
    this.endings.add(ending);
    void ending.finally(() => this.endings.delete(ending));
  }
}

function post(worker: Worker, message: ToReadWorker): void {
  worker.postMessage(message);
}

function stopped(): StorageError {
  return new StorageError('cancelled', 'The reading was stopped.');
}

function closed(): StorageError {
  return new StorageError('closed', 'The reader is closed. Make a new one.');
}

function deathOf(call: ReadCall, cause: unknown): FormatError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const fault =
    code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? 'needs more memory to be read than there may be. Split it, or leave out what is not needed.'
      : `could not be read: the reader broke down over it. ${String(cause)}`;
  return new FormatError(nameOf(call), fault, { cause });
}

function nameOf({ path }: ReadCall): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
