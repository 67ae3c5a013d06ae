import { ResultError } from '../../core/errors';
import type { ResultErrorCode } from '../../core/errors';
import { FormatError } from '../../formats/formatError';
import { isStorageError, StorageError } from '../../storage/errors';
import type { StorageErrorCode } from '../../storage/errors';

/** An error on its way between threads, which would make a plain `Error` of it. */
export type SentError = {
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause: SentError | undefined;
} & (
  | {
      readonly kind: 'format';
      readonly file: string;
      readonly row: number | undefined;
      readonly column: string | undefined;
    }
  | { readonly kind: 'storage'; readonly code: StorageErrorCode }
  | {
      readonly kind: 'result';
      readonly code: ResultErrorCode;
      readonly path: readonly (string | number)[] | undefined;
    }
  | { readonly kind: 'other'; readonly name: string }
);

/** More causes than this are not told: a chain may lead back to itself. */
const longestChain = 5;

/** What is left of an error when it is sent. */
export function toSent(error: unknown, depth = 0): SentError {
  const { message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  const isEnd = cause === undefined || depth >= longestChain;
  const parts = { message, stack, cause: isEnd ? undefined : toSent(cause, depth + 1) };
  if (error instanceof FormatError) {
    const { file, row, column } = error;
    return { ...parts, kind: 'format', file, row, column };
  }
  if (isStorageError(error)) return { ...parts, kind: 'storage', code: error.code };
  if (error instanceof ResultError) {
    return { ...parts, kind: 'result', code: error.code, path: error.path };
  }
  return { ...parts, kind: 'other', name: error instanceof Error ? error.name : 'Error' };
}

/** The error as it was, of its own class, with its own stack. */
export function fromSent(sent: SentError): Error {
  const error = madeAnew(sent);
  if (sent.stack !== undefined) error.stack = sent.stack;
  return error;
}

function madeAnew(sent: SentError): Error {
  const { message } = sent;
  const options = sent.cause === undefined ? {} : { cause: fromSent(sent.cause) };
  switch (sent.kind) {
    case 'format': {
      const { file, row, column } = sent;
      const fault = message.slice(JSON.stringify(file).length + 1);
      const place = { ...(row !== undefined && { row }), ...(column !== undefined && { column }) };
      return new FormatError(file, fault, { ...options, ...place });
    }
    case 'storage':
      return new StorageError(sent.code, message, options);
    case 'result': {
      const { code, path } = sent;
      return new ResultError(code, message, { ...options, ...(path && { path }) });
    }
    case 'other':
      return Object.assign(new Error(message, options), { name: sent.name });
  }
}
