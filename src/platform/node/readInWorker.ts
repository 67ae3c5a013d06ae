import type { ReadRequest, SourceReader } from '../../sources/sourceReader';
import { beginReading } from './databasesInUse';
import { ReadLane } from './readLane';
import type { ReadFollowing, ReadLaneOptions } from './readLane';
import type { ReadCall } from './readProtocol';

/** Where things lie; for the rest there are defaults that fit all. */
export type WorkerReaderOptions = Pick<ReadLaneOptions, 'workerFile' | 'wasmFolder' | 'files'> &
  Partial<ReadLaneOptions>;

const minute = 60_000;

/** All threads of an editor share 4 GB for their objects: one that took all would take the others with it. */
const heapMb = 2048;

/**
 * Reads in threads of its own: one for what takes long, one after the other, and one for probes, which need not wait for
 * that. A thread is made when it is first needed and ends some minutes after it was last.
 *
 * A reading that is cancelled ends its thread, and what was kept for following files with it: they are read anew from
 * their start. So does one whose file takes more memory than there may be, or shows no progress for five minutes: that
 * is a `FormatError`.
 */
export function readInWorker(options: WorkerReaderOptions): SourceReader {
  const defaults = { heapMb, idleMs: 3 * minute, silenceMs: 5 * minute };
  const all = { ...defaults, ...(options.files === undefined && { beginReading }), ...options };
  const probes = new ReadLane(all);
  const readings = new ReadLane(all);
  return {
    probe: path => probes.run({ method: 'probe', path, request: {} }),
    question: (path, request) => readings.run(...called('question', path, request)),
    read: (path, request) => readings.run(...called('read', path, request)),
    forget: path => readings.forget(path),
    close: async () => {
      await Promise.all([probes.close(), readings.close()]);
    },
  };
}

function called<M extends 'question' | 'read'>(
  method: M,
  path: string,
  { signal, onProgress, ...request }: ReadRequest = {},
): [ReadCall<M>, ReadFollowing] {
  return [
    { method, path, request },
    { signal, onProgress },
  ];
}
