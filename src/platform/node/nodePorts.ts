import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Sha256 } from '../../core/sha256';
import type { OpenSqlReader } from '../../formats/sqlReader';
import type { HostPorts } from '../../storage/open';
import type { Files, Lock, OpenSqlDriver } from '../../storage/ports';
import { DiskFiles } from './diskFiles';
import { FileLock } from './fileLock';
import { nodeSha256 } from './nodeSha256';
import { openNodeSqlite } from './nodeSqlite';

/** Everything a host with Node offers. */
export interface NodePorts extends HostPorts {
  readonly files: Files;
  readonly lock: Lock;
  readonly openSqlite: OpenSqlReader;
  readonly sha256: Sha256;
  /** Of the user. */
  readonly homeFolder: string;
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
    sha256: nodeSha256,
    homeFolder: homedir(),
    sqlEngines: {
      'sql.js': openWithSqlJs,
      ...(openWithNode !== undefined && { 'node:sqlite': openWithNode }),
    },
    openSqlite: async (bytes, origin) => {
      const { openSqlReader } = await import('../sqlJs');
      return openSqlReader(loadWasm)(bytes, origin);
    },
  };
}
