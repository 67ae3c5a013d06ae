import type { Dataset, Entity, File as LoadedFile, Metadata } from 'h5wasm';

/** What a compressed byte can stand for at most; chunks that were never written take no bytes at all. */
const maxExpansion = 1100;
const smallBytes = 2 ** 20;
const maxBytes = 2 ** 28;
/** Bytes of texts that may be read at once. */
const maxPiece = 2 ** 26;

/** How much memory the library may take for a file of this size: values and what it makes them from. A damaged file asks for more. */
export function memoryFor(fileBytes: number): number {
  return 2 * (maxPiece + readableBytes(fileBytes));
}

function readableBytes(fileBytes: number): number {
  return Math.min(maxBytes, smallBytes + maxExpansion * fileBytes);
}

/** The numbers or texts of a dataset in row order. */
export interface Hdf5Data {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number | bigint | string>;
}

/**
 * Reads an open file. Paths have no leading slash; the empty one is the root. Nothing is read beyond what a file of this
 * size can hold.
 * @throws {Error} when the file is damaged, from every function.
 */
export class Hdf5Reader {
  private readonly names = new Map<string, ReadonlySet<string>>();
  private bytesLeft: number;

  constructor(
    private readonly file: LoadedFile,
    private readonly fileBytes: number,
  ) {
    this.bytesLeft = readableBytes(fileBytes);
  }

  /** Names in a group, in the order in which the library lists them; none when there is no such group. */
  keys(path: string): readonly string[] {
    return [...this.namesIn(path)];
  }

  isGroup(path: string): boolean {
    return path === '' || 'keys' in (this.find(path) ?? {});
  }

  /** `undefined` when there is no such dataset, or it holds neither numbers nor texts. */
  data(path: string): Hdf5Data | undefined {
    const dataset = this.dataset(path);
    if (dataset?.shape == null) return undefined;
    this.spend(dataset.metadata, path);
    const { vlen, shape } = dataset.metadata;
    const isSplit = vlen && shape !== null && shape.length > 0;
    return dataOf(dataset.shape, isSplit ? this.textsOf(dataset, dataset.shape) : dataset.value);
  }

  /** An attribute of an object, when it is numbers or texts. */
  attribute(path: string, name: string): Hdf5Data | undefined {
    const found = this.find(path);
    if (found === null || !('attrs' in found) || !Object.hasOwn(found.attrs, name))
      return undefined;
    const attribute = found.attrs[name];
    if (attribute?.shape == null) return undefined;
    this.spend(attribute.metadata, `${path}@${name}`);
    return dataOf(attribute.shape, attribute.value);
  }

  attributes(path: string): readonly string[] {
    const found = this.find(path);
    return found !== null && 'attrs' in found ? Object.keys(found.attrs) : [];
  }

  /** Paths of the scales of one of a dataset's dimensions. */
  scales(path: string, dimension: number): readonly string[] {
    const scales = this.dataset(path)?.get_attached_scales(dimension) ?? [];
    return scales.map(scale => scale.replace(/^\//, ''));
  }

  /** Texts lie outside their dataset, where all of them may be the same large one: they are read a few rows at a time. */
  private textsOf(dataset: Dataset, shape: readonly number[]): readonly unknown[] {
    const [rows = 0, ...rest] = shape;
    const width = rest.reduce((product, length) => product * length, 1);
    const step = Math.max(1, Math.floor(maxPiece / (this.fileBytes * Math.max(1, width))));
    const texts: unknown[] = [];
    for (let row = 0; row < rows; row += step) {
      const piece = dataset.slice([[row, Math.min(row + step, rows)]]);
      for (const text of Array.isArray(piece) ? piece : [piece]) {
        if (typeof text === 'string') this.take(text.length, dataset.path);
        texts.push(text);
      }
    }
    return texts;
  }

  /** Only chunks can hold more than lies in the file: compressed, or never written. */
  private spend({ size, total_size: count, chunks }: Metadata, path: string): void {
    const bytes = size * count;
    this.take(chunks === null && bytes > this.fileBytes ? Infinity : bytes, path);
  }

  private take(bytes: number, path: string): void {
    if (!(bytes <= this.bytesLeft)) throw new Error(`"${path}" claims more than the file can hold`);
    this.bytesLeft -= bytes;
  }

  private dataset(path: string): Dataset | undefined {
    const found = this.find(path);
    return found !== null && 'get_attached_scales' in found ? found : undefined;
  }

  /** The library reports what is not there as an error: names are looked up first. */
  private find(path: string): Entity | null {
    if (path === '') return this.file;
    const end = path.lastIndexOf('/');
    const parent = end < 0 ? '' : path.slice(0, end);
    return this.namesIn(parent).has(path.slice(end + 1)) ? this.file.get(path) : null;
  }

  private namesIn(path: string): ReadonlySet<string> {
    const known = this.names.get(path);
    if (known !== undefined) return known;
    const found = this.find(path);
    const names = new Set(found !== null && 'keys' in found ? found.keys() : []);
    this.names.set(path, names);
    return names;
  }
}

function dataOf(shape: readonly number[], value: unknown): Hdf5Data | undefined {
  if (isScalar(value)) return { shape, values: [value] };
  if (Array.isArray(value)) return value.every(isScalar) ? { shape, values: value } : undefined;
  return isNumbers(value) ? { shape, values: value } : undefined;
}

function isScalar(value: unknown): value is number | bigint | string {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string';
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  return ArrayBuffer.isView(value) && 'length' in value;
}
