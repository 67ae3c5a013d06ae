import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { readHere } from '../../sources/readHere';
import type { ReadingPorts } from '../../sources/readHere';
import type { SourceReader, SourceReading } from '../../sources/sourceReader';
import { borrowedFiles } from './borrowedFiles';
import { diskError } from './diskError';
import { nodePorts } from './nodePorts';
import type { FromReadWorker, ReadCall, ReadWorkerData, ToReadWorker } from './readProtocol';
import { toSent } from './sentError';

// The program of a thread that reads files of other tools for `readInWorker`.

const port = parentPort;
if (port === null) throw new Error('This is the program of a worker thread.');
const reader = readHere(portsOf(workerData as ReadWorkerData));

/** Told more often, progress would keep the host busy. */
const progressMs = 100;

port.on('message', (message: ToReadWorker) => {
  if (message.kind === 'call') void answer(message.call);
  else if (message.kind === 'forget') reader.forget(message.path);
});

async function answer(call: ReadCall): Promise<void> {
  try {
    const value = await work(call);
    const buffers = call.method === 'read' ? handedOver(value as SourceReading) : [];
    send({ kind: 'done', value }, buffers);
  } catch (error) {
    send({ kind: 'failed', error: toSent(error) });
  }
}

function work({ method, path, request }: ReadCall): ReturnType<SourceReader[typeof method]> {
  if (method === 'probe') return reader.probe(path);
  return reader[method](path, { ...request, onProgress: seldom() });
}

function seldom(): (done: number, total: number) => void {
  let next = 0;
  return (done, total) => {
    const now = performance.now();
    if (now < next) return;
    next = now + progressMs;
    send({ kind: 'progress', done, total });
  };
}

/** The memory of the artifacts, as far as nothing else lies in it: it changes hands instead of being copied. */
function handedOver({ results }: SourceReading): ArrayBuffer[] {
  const buffers = results.flatMap(({ bytes: { buffer, byteLength } }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  );
  return [...new Set(buffers)];
}

function send(message: FromReadWorker, buffers: ArrayBuffer[] = []): void {
  port?.postMessage(message, buffers);
}

function portsOf({ wasmFolder, borrowsFiles }: ReadWorkerData): ReadingPorts {
  const { files, sha256, openSqlite } = nodePorts(wasmFolder);
  if (!borrowsFiles || port === null) return { files, sha256, openSqlite, hashFile };
  return { files: borrowedFiles(port), sha256, openSqlite };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash);
  } catch (error) {
    throw diskError('read', path, error);
  }
  return hash.digest('hex');
}
