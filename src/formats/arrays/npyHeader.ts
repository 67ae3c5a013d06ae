/** What the header of a `.npy` array says. */
export interface NpyHeader {
  /** NumPy's description of the cells, e.g. `<f8`; of records a list, as Python writes it. */
  readonly descr: string;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  /** Where the cells begin, in bytes. */
  readonly start: number;
}

/** Kinds of cells that can be read. */
export interface CellKind {
  readonly kind: 'f' | 'i' | 'u' | 'b' | 'U' | 'S';
  /** Bytes of one cell. */
  readonly size: number;
  readonly isLittleEndian: boolean;
}

/** The bytes with which `.npy` begins: `\x93NUMPY`. */
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** NumPy itself refuses longer ones unless told that the file can be trusted. */
const longestHeader = 10_000;

/** Whether an array in NumPy's format begins at `start`. */
export function isNpy(bytes: Uint8Array, start = 0): boolean {
  return magic.every((byte, index) => bytes[start + index] === byte);
}

/** The header, or what is wrong with it in words that follow a name. Versions 1 to 3 of the format. */
export function readNpyHeader(bytes: Uint8Array): NpyHeader | string {
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) {
    return `is of version ${version} of NumPy's format; versions 1 to 3 are known.`;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const begin = version === 1 ? 10 : 12;
  if (bytes.length < begin) return 'ends within its header.';
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longestHeader) {
    return `claims a header of ${length} bytes; at most ${longestHeader} are expected.`;
  }
  const start = begin + length;
  if (bytes.length < start) return 'ends within its header.';
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(
    bytes.subarray(begin, start),
  );
  const fields = readFields(text);
  if (fields === undefined) {
    return `has a header that is not NumPy's: ${JSON.stringify(text.trim().slice(0, 80))}.`;
  }
  return { ...fields, start };
}

const field =
  /\s*(?:'descr'\s*:\s*(?:'([^']*)'|(\[[^\]]*\]))|'fortran_order'\s*:\s*(True|False)|'shape'\s*:\s*\(([\d\s,]*)\))\s*(,|$)/y;

/** The three fields of Python's dictionary, in any order; `undefined` when there are others, or too few. */
function readFields(text: string): Omit<NpyHeader, 'start'> | undefined {
  const body = /^\s*\{([^]*)\}\s*$/.exec(text)?.[1]?.trimEnd();
  if (body === undefined) return undefined;
  const found: { descr?: string; isFortran?: boolean; shape?: readonly number[] } = {};
  let count = 0;
  field.lastIndex = 0;
  while (field.lastIndex < body.length) {
    const match = field.exec(body);
    if (match === null) return undefined;
    const [, descr, records, fortran, shape] = match;
    count++;
    if (descr !== undefined || records !== undefined) found.descr = descr ?? records ?? '';
    else if (fortran !== undefined) found.isFortran = fortran === 'True';
    else found.shape = shape?.match(/\d+/g)?.map(Number) ?? [];
  }
  const { descr, isFortran, shape } = found;
  if (count !== 3 || descr === undefined || isFortran === undefined) return undefined;
  return shape && { descr, isFortran, shape };
}

const unreadable: readonly (readonly [descr: RegExp, words: string])[] = [
  [
    /^\|?O/,
    'holds Python objects (dtype object): they are a pickle, and reading one may run any program, so nothing in it is executed. Save numbers instead, e.g. numpy.save("F.npy", res.F.astype(float)).',
  ],
  [
    /^\[|^\|?V/,
    'holds records (a structured dtype); plain numbers are expected. Save its fields one by one.',
  ],
  [/^[<>=]?c/, 'holds complex numbers; real ones are expected. Save .real and .imag instead.'],
  [/^[<>=]?[Mm]/, 'holds dates or durations; numbers are expected. Save .astype("int64") instead.'],
];

const cellSizes = { f: [2, 4, 8], i: [1, 2, 4, 8], u: [1, 2, 4, 8], b: [1] } as const;

/** How to read cells of this description, or why they cannot be read in words that follow a name. */
export function cellKind(descr: string): CellKind | string {
  const refused = unreadable.find(([pattern]) => pattern.test(descr));
  if (refused !== undefined) return refused[1];
  const [, order, kind = '', digits] = /^([<>|=]?)([fiubUS])(\d{1,9})$/.exec(descr) ?? [];
  const count = Number(digits);
  const isText = kind === 'U' || kind === 'S';
  const sizes: readonly number[] = isText ? [] : (cellSizes[kind as keyof typeof cellSizes] ?? []);
  if (!isText && !sizes.includes(count)) {
    return `holds cells of dtype ${JSON.stringify(descr)}, which cannot be read. Save .astype(float) instead.`;
  }
  return {
    kind: kind as CellKind['kind'],
    size: kind === 'U' ? count * 4 : count,
    isLittleEndian: order !== '>',
  };
}
