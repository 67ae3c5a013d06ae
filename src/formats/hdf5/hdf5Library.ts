import type * as H5Wasm from 'h5wasm';

/** The HDF5 library as WebAssembly, of which a thread has one. */
export interface Hdf5Library {
  readonly File: typeof H5Wasm.File;
  readonly module: Awaited<typeof H5Wasm.ready>;
  /** Lets it take this many bytes more than it has; what it has once taken it never gives back. */
  readonly allowBytes: (bytes: number) => void;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used here of a global object that every host has, though not all lists of types that the hosts come with. */
interface WebAssemblyObject {
  instantiate(
    source: unknown,
    imports?: unknown,
  ): Promise<{ readonly instance?: { readonly exports: { H5open?: unknown; memory?: Memory } } }>;
}

const pageBytes = 65_536;
let loading: Promise<Hdf5Library> | undefined;

/** Loads the library when it is first needed. */
export function hdf5Library(): Promise<Hdf5Library> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Hdf5Library> {
  const { memory, loaded } = await withMemoryOf(async () => {
    const { File, ready } = await import('h5wasm');
    return { File, module: await ready };
  });
  loaded.module.activate_throwing_error_handler();
  let most = Infinity;
  const grow = memory.grow.bind(memory);
  // Where this throws, the library reports that it lacks memory, as it does beyond the 2 GiB that it would take otherwise.
  memory.grow = pages => {
    if (memory.buffer.byteLength + pages * pageBytes > most) throw new RangeError('no more memory');
    return grow(pages);
  };
  return {
    ...loaded,
    allowBytes: bytes => (most = memory.buffer.byteLength + bytes),
  };
}

/** h5wasm neither takes nor gives its memory: it is caught when the library is started, which is known by what it exports. */
async function withMemoryOf<T>(
  start: () => Promise<T>,
): Promise<{ readonly memory: Memory; readonly loaded: T }> {
  const wasm = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyObject;
  const instantiate = wasm.instantiate.bind(wasm);
  let memory: Memory | undefined;
  wasm.instantiate = async (source, imports) => {
    const started = await instantiate(source, imports);
    if (started.instance?.exports.H5open !== undefined) memory = started.instance.exports.memory;
    return started;
  };
  try {
    const loaded = await start();
    if (memory === undefined) throw new Error('h5wasm was loaded elsewhere.');
    return { memory, loaded };
  } finally {
    wasm.instantiate = instantiate;
  }
}
