import { FormatError } from './formatError';

/** A file that was there when it was looked for and gone when it was read. */
export class RemovedError extends FormatError {
  /** @param file the file's base name. */
  constructor(file: string) {
    super(file, 'was removed while it was read.');
  }
}
