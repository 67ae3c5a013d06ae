import type { MessagePort } from 'node:worker_threads';
import type { ReadableFiles } from '../../sources/openedFile';
import type { FileMethod, FromReadWorker, ToReadWorker } from './readProtocol';
import { fromSent } from './sentError';

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The files of the thread that made this one; paths are URIs as text. */
export function borrowedFiles(port: MessagePort): ReadableFiles {
  const asked = new Map<number, Asked>();
  let last = 0;
  port.on('message', (message: ToReadWorker) => {
    if (message.kind !== 'lent' && message.kind !== 'notLent') return;
    const waiting = asked.get(message.id);
    asked.delete(message.id);
    if (message.kind === 'lent') waiting?.resolve(message.value);
    else waiting?.reject(fromSent(message.error));
  });
  function borrow<M extends FileMethod>(method: M) {
    type Value = Awaited<ReturnType<ReadableFiles[M]>>;
    return (...args: Parameters<ReadableFiles[M]>): Promise<Value> =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++last;
        asked.set(id, { resolve, reject });
        port.postMessage({ kind: 'borrow', id, method, args } satisfies FromReadWorker);
      }) as Promise<Value>;
  }
  return {
    join: joinUri,
    nameOf: nameInUri,
    stat: borrow('stat'),
    list: borrow('list'),
    read: borrow('read'),
    readRange: borrow('readRange'),
  };
}

/** The URI of what lies below another one; its query and fragment stay. */
function joinUri(folder: string, ...names: readonly string[]): string {
  const { path, rest } = partsOf(folder);
  const below = names.map(encodeURIComponent).join('/');
  return `${path.replace(/\/$/, '')}/${below}${rest}`;
}

function nameInUri(uri: string): string {
  const { path } = partsOf(uri);
  return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
}

function partsOf(uri: string): { readonly path: string; readonly rest: string } {
  const end = /[?#]|$/u.exec(uri)?.index;
  return { path: uri.slice(0, end), rest: uri.slice(end) };
}
