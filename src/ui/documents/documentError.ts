/** A place in a document's text and what is wrong there. */
export interface Mistake {
  readonly message: string;
  /** UTF-16 code units from the start of the text. */
  readonly offset: number;
  readonly length: number;
}

/** A document whose text cannot be written back. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';

  constructor(readonly mistakes: readonly [Mistake, ...Mistake[]]) {
    super(mistakes[0].message);
  }
}
