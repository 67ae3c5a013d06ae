import type { StorageBackend, StorageType, TrashItem } from './backend';
import type { Degradation } from './degradation';
import type { StorageErrorCode } from './errors';
import { isStorageError } from './errors';
import { mebibyte } from './open';
import { placeOf } from './stores';
import type { Stores } from './stores';
import { isQuarantine } from './trashBin';

/** How one backend is doing. Contains no secret. */
export interface BackendReport {
  readonly type: StorageType;
  readonly location: string;
  /** `ok`, or what is wrong with it in words. */
  readonly health: string;
  /** Why it cannot answer; absent when it can. */
  readonly code?: StorageErrorCode;
  readonly engine?: string;
  readonly count?: number;
  /** Bytes of all artifacts. */
  readonly bytes?: number;
  readonly freeBytes?: number;
  /** What undo can bring back; absent when nothing is kept there. */
  readonly trash?: TrashReport;
  /** What was set aside because it is damaged. */
  readonly quarantine?: TrashReport;
  readonly warnings: readonly string[];
}

export interface TrashReport {
  readonly count: number;
  readonly bytes: number;
}

export interface CacheReport {
  readonly count: number;
  readonly bytes: number;
  /** `null` when unbounded. */
  readonly maxBytes: number | null;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
}

/** How all storage is doing. A backend out of reach is reported, not thrown. */
export interface StorageInfo {
  readonly primary: BackendReport;
  readonly secondary?: BackendReport;
  readonly cache?: CacheReport;
  /** The files of other programs. */
  readonly sources?: BackendReport;
  readonly degraded: readonly Degradation[];
}

export async function storageInfo(stores: Stores): Promise<StorageInfo> {
  const { secondary, cache, cacheSizeMb } = stores;
  const sources = stores.find('sources');
  const reports = await Promise.all([
    reportOf(stores.primary),
    secondary && reportOf(secondary),
    cache?.info(),
    sources && reportOf(sources),
  ]);
  return {
    primary: reports[0],
    ...(reports[1] && { secondary: reports[1] }),
    ...(cache &&
      reports[2] && {
        cache: {
          count: reports[2].count,
          bytes: reports[2].bytes,
          maxBytes: cacheSizeMb === null ? null : Math.floor(cacheSizeMb * mebibyte),
          ...cache.statistics,
        },
      }),
    ...(reports[3] && { sources: reports[3] }),
    degraded: stores.degradations.all,
  };
}

async function reportOf(backend: StorageBackend): Promise<BackendReport> {
  try {
    const info = await backend.info();
    const items = await backend.trash?.list();
    const [quarantined, kept] = [true, false].map(is =>
      sumOf(items?.filter(({ bin }) => isQuarantine(bin) === is)),
    );
    return {
      ...info,
      health: 'ok',
      ...(kept && { trash: kept }),
      ...(quarantined && quarantined.count > 0 && { quarantine: quarantined }),
    };
  } catch (error) {
    if (!isStorageError(error)) throw error;
    const { code, message } = error;
    return { type: backend.type, location: placeOf(backend), health: message, code, warnings: [] };
  }
}

function sumOf(items: readonly TrashItem[] | undefined): TrashReport | undefined {
  return items && { count: items.length, bytes: items.reduce((sum, { bytes }) => sum + bytes, 0) };
}
