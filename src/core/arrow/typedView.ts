interface TypedArrayConstructor<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

/** The first `length` numbers in `bytes`: a view of them, or of a copy when they are not aligned as typed arrays need it. */
export function typedView<T>(
  constructor: TypedArrayConstructor<T>,
  bytes: Uint8Array,
  length: number,
): T {
  const size = constructor.BYTES_PER_ELEMENT;
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice(0, length * size);
  return new constructor(aligned.buffer, aligned.byteOffset, length);
}
