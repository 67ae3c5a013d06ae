import { FormatError } from '../formatError';

/** Words on what is wrong with a Parquet file, before its name is put in front. */
export class ParquetFault extends Error {}

/** Runs `read`; what libraries throw at damaged bytes becomes an error that says so. @throws {FormatError} */
export async function asFormatError<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    if (cause instanceof ParquetFault) throw new FormatError(file, cause.message, { cause });
    // Whatever it is: the library has no errors of its own, and reads damaged files until something breaks.
    const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw new FormatError(file, `is damaged Parquet: ${reason}. Write it again.`, { cause });
  }
}
