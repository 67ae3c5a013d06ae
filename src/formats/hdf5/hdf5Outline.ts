import type { SourceFile } from '../format';
import { FormatError } from '../formatError';
import type { Hdf5Reader } from './hdf5Reader';
import { isHdf5, readHdf5 } from './openHdf5';

/** Names below these many are not looked at: no tool hides its groups deeper, or behind more others. */
const maxDepth = 3;
const maxLookups = 200;

/** What tells tools apart. */
export interface Hdf5Outline {
  /** Names of the root's attributes. */
  readonly attributes: readonly string[];
  /** Path of a group, the root's being empty → the names in it: the root first, then level by level. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** All formats ask for the same file, and it is opened but once. */
const outlines = new WeakMap<SourceFile, Promise<Hdf5Outline>>();

/**
 * The groups of an HDF5 file; `undefined` for other files.
 * @throws {FormatError} when it cannot be opened.
 */
export async function hdf5Outline(file: SourceFile): Promise<Hdf5Outline | undefined> {
  if (!isHdf5(file.head)) return undefined;
  const outline = outlines.get(file) ?? readHdf5(file, outlineOf);
  outlines.set(file, outline);
  return outline;
}

/** Likewise, but `undefined`, too, when it cannot be opened: it may be of any tool. */
export async function soundOutline(file: SourceFile): Promise<Hdf5Outline | undefined> {
  try {
    return await hdf5Outline(file);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** What an HDF5 file of no known tool is, in words that follow its name. @throws {FormatError} when it cannot be opened. */
export async function describeHdf5(file: SourceFile): Promise<string> {
  const names = (await hdf5Outline(file))?.groups.get('') ?? [];
  const shown = [...names.slice(0, 12), ...(names.length > 12 ? ['…'] : [])].join(', ');
  return `is an HDF5 file of no known tool (found: ${shown || 'nothing'}). Those of Dakota and GEMSEO are read; export others as CSV or Parquet.`;
}

function outlineOf(reader: Hdf5Reader): Hdf5Outline {
  const groups = new Map([['', reader.keys('')]]);
  let lookups = 0;
  for (const [path, names] of groups) {
    const depth = path === '' ? 0 : path.split('/').length;
    if (depth === maxDepth) break;
    // Numbers are evaluations, of which there may be many.
    for (const name of names.filter(name => !/^\d+$/.test(name))) {
      if (lookups++ >= maxLookups) return { attributes: reader.attributes(''), groups };
      const inner = path === '' ? name : `${path}/${name}`;
      if (reader.isGroup(inner)) groups.set(inner, reader.keys(inner));
    }
  }
  return { attributes: reader.attributes(''), groups };
}
