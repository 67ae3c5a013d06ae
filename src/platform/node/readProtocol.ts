import type { ReadableFiles } from '../../sources/openedFile';
import type { ReadRequest, SourceReader } from '../../sources/sourceReader';
import type { SentError } from './sentError';

/** What a reader can be asked for. */
export type ReadMethod = 'probe' | 'question' | 'read';

/** What a call resolves with. */
export type ReadValue<M extends ReadMethod> = Awaited<ReturnType<SourceReader[M]>>;

/** One piece of work. */
export interface ReadCall<M extends ReadMethod = ReadMethod> {
  readonly method: M;
  readonly path: string;
  /** What of a request can go to another thread. */
  readonly request: Omit<ReadRequest, 'signal' | 'onProgress'>;
}

/** A file access that the worker leaves to the thread that made it. */
export type FileMethod = Exclude<keyof ReadableFiles, 'join' | 'nameOf' | 'readInto'>;

/** What the worker is made with. */
export interface ReadWorkerData {
  /** Where `sql-wasm.wasm` lies. */
  readonly wasmFolder: string;
  /** Whether it has no disk of its own, but asks for every file. */
  readonly borrowsFiles: boolean;
}

/** From the host to the worker, which is given one call at a time. */
export type ToReadWorker =
  | { readonly kind: 'call'; readonly call: ReadCall }
  | { readonly kind: 'forget'; readonly path: string }
  | { readonly kind: 'lent'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'notLent'; readonly id: number; readonly error: SentError };

/** From the worker to the host. */
export type FromReadWorker =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: SentError }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'borrow';
      readonly id: number;
      readonly method: FileMethod;
      readonly args: readonly unknown[];
    };
