import type { ArrowType } from './arrowSchema';

export type Integers =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

interface ArrayOf<Kind extends ArrowType['kind']> {
  readonly kind: Kind;
  readonly type: ArrowType & { readonly kind: Kind };
  readonly length: number;
  /** One bit per value, 0 where it is null; absent when none is. */
  readonly valid: Uint8Array | undefined;
}

/** Values of one column in one record batch, with everything checked that reading them relies on. */
export type ArrowArray =
  | ArrayOf<'null'>
  | (ArrayOf<'boolean'> & { readonly bits: Uint8Array })
  | (ArrayOf<'int'> & { readonly values: Integers })
  | (ArrayOf<'float'> & { readonly values: Uint16Array | Float32Array | Float64Array })
  | (ArrayOf<'date' | 'time'> & { readonly values: Int32Array | BigInt64Array })
  | (ArrayOf<'timestamp' | 'duration'> & { readonly values: BigInt64Array })
  /** Little-endian words of 32 bits or 64 bits, several to a value. */
  | (ArrayOf<'decimal'> & { readonly values: Int32Array | BigInt64Array })
  | (ArrayOf<'text'> & { readonly offsets: Offsets; readonly data: Uint8Array })
  | (ArrayOf<'textView'> & { readonly views: Int32Array; readonly buffers: readonly Uint8Array[] })
  | (ArrayOf<'list'> & { readonly offsets: Offsets; readonly items: ArrowArray })
  | (ArrayOf<'fixedList'> & { readonly items: ArrowArray })
  | (ArrayOf<'struct'> & { readonly fields: readonly ArrowArray[] })
  | (ArrayOf<'map'> & { readonly offsets: Offsets; readonly items: ArrowArray })
  | (ArrayOf<'dictionary'> & { readonly indices: Integers; readonly values: ArrowDictionary });

/** One more entry than there are values: ascending places where each value starts and the last one ends. */
export type Offsets = Int32Array | BigInt64Array;

/** The values that a dictionary column refers to, in one or more pieces, numbered through. */
export interface ArrowDictionary {
  readonly length: number;
  readonly pieces: readonly ArrowArray[];
}

export function isValid(array: ArrowArray, index: number): boolean {
  if (array.kind === 'null') return false;
  return array.valid === undefined || bitAt(array.valid, index);
}

export function bitAt(bits: Uint8Array, index: number): boolean {
  return (((bits[index >>> 3] as number) >>> (index & 7)) & 1) === 1;
}
