/** Where in a file the fault lies. */
export interface FormatErrorPlace {
  /** 1-based line of a text file. */
  readonly row?: number;
  /** Name of the column. */
  readonly column?: string;
}

/** A file that cannot be imported, or not in the way asked for. The message names the file, says what is wrong and what to do. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly row: number | undefined;
  readonly column: string | undefined;

  /**
   * @param file the file's base name.
   * @param fault words that follow the file's name, e.g. `is empty`.
   */
  constructor(
    readonly file: string,
    fault: string,
    options?: ErrorOptions & FormatErrorPlace,
  ) {
    super(`${JSON.stringify(file)} ${fault}`, options);
    this.row = options?.row;
    this.column = options?.column;
  }
}
