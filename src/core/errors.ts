/** What is wrong with a result or its file. */
export type ResultErrorCode =
  /** The parts contradict each other or the rules of a result. */
  | 'invalid'
  /** The bytes are not what was once written. */
  | 'damaged'
  /** The bytes are sound but of a kind or version that cannot be read. */
  | 'unsupported';

/** A result that cannot be, or cannot be read. The message says what was expected, what was found and what to do. */
export class ResultError extends Error {
  override readonly name = 'ResultError';
  /** Where in the result's JSON form the fault lies, when it has a place: `['variables', 2, 'upper']`. */
  readonly path: readonly (string | number)[] | undefined;

  constructor(
    readonly code: ResultErrorCode,
    message: string,
    options?: ErrorOptions & { readonly path?: readonly (string | number)[] },
  ) {
    super(message, options);
    this.path = options?.path;
  }
}
