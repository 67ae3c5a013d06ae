import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenSqlReader } from '../../formats/sqlReader';
import type { HostPorts } from '../../storage/open';
import type { Files, Lock, OpenSqlDriver } from '../../storage/ports';
import { DiskFiles } from './diskFiles';
import { FileLock } from './fileLock';
import { openNodeSqlite } from './nodeSqlite';

/** Everything a host with Node offers. */
export interface NodePorts extends HostPorts {
  readonly files: Files;
  readonly lock: Lock;
  readonly openSqlite: OpenSqlReader;
}

/** @param wasmFolder where `sql-wasm.wasm` lies. Neither it nor sql.js is read before a database is opened with it. */
export function nodePorts(wasmFolder: string): NodePorts {
  const files = new DiskFiles();
  const lock = new FileLock();
  const loadWasm = () => readFile(join(wasmFolder, 'sql-wasm.wasm'));
  const openWithSqlJs: OpenSqlDriver = async path => {
    const { openSqlJs } = await import('../sqlJs');
    return openSqlJs({ files, lock, loadWasm })(path);
  };
  const openWithNode = openNodeSqlite({ files });
  return {
    files,
    lock,
    sqlEngines: {
      'sql.js': openWithSqlJs,
      ...(openWithNode !== undefined && { 'node:sqlite': openWithNode }),
    },
    openSqlite: async (bytes, wal) => {
      const { openSqlReader } = await import('../sqlJs');
      return openSqlReader(loadWasm)(bytes, wal);
    },
  };
}
