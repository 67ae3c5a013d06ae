import type { JsonObject } from '../../../src/core/json';
import type { LastingName } from '../../../src/storage/address';
import { isLasting } from '../../../src/storage/address';
import { StorageError } from '../../../src/storage/errors';
import type { StorageErrorCode } from '../../../src/storage/errors';
import type { StorageManager } from '../../../src/storage/manager';
import type { OnConflict } from '../../../src/storage/migrateResult';
import type { ConflictPolicy, SyncDirection } from '../../../src/storage/syncPlan';
import { aResult } from '../../unit/support/results';
import { sideOf, slotOf, withSlots } from './contents';
import type { Contents } from './contents';

/** Something that is done to a store; plain JSON, so that it can be told to another process. */
export type Operation =
  | {
      readonly do: 'save';
      readonly key: string;
      readonly mark: string;
      /** Only in the primary. */
      readonly alone?: true;
    }
  | { readonly do: 'edit'; readonly key: string; readonly mark: string }
  | {
      readonly do: 'rename';
      readonly key: string;
      readonly newKey: string;
      readonly overwrite?: boolean;
    }
  | { readonly do: 'delete'; readonly key: string }
  | { readonly do: 'delete from'; readonly side: LastingName; readonly key: string }
  | { readonly do: 'clear' }
  | {
      readonly do: 'migrate';
      readonly key: string;
      readonly from: LastingName;
      readonly to: LastingName;
      readonly move: boolean;
      readonly onConflict?: OnConflict;
    }
  | {
      readonly do: 'sync';
      readonly direction: SyncDirection;
      readonly policy?: ConflictPolicy;
      /** What both sides hold afterwards. */
      readonly leaves: readonly (readonly [key: string, mark: string])[];
    }
  | {
      readonly do: 'undo';
      /** What the change that is taken back is called. */
      readonly title: string;
      /** What is there afterwards. */
      readonly leaves: readonly (readonly [slot: string, mark: string])[];
    }
  | { readonly do: 'read all' }
  | { readonly do: 'rebuild' }
  | { readonly do: 'close' };

type Kind = Operation['do'];
type Of<K extends Kind> = Extract<Operation, { readonly do: K }>;

interface Meaning<O> {
  /** Does it; resolves when it is acknowledged. */
  readonly run: (manager: StorageManager, operation: O) => Promise<unknown>;
  /** What is there afterwards. */
  readonly after: (before: Contents, operation: O, sides: readonly LastingName[]) => Contents;
  /** What doing it once more may report when it was done before its acknowledgement was lost. */
  readonly doneAlready?: readonly StorageErrorCode[];
  /** What it removes or replaces can be had back, by taking back a change of this title. */
  readonly change?: (operation: O) => string;
  /** Versions may go from one side to the other, so that only both sides together must keep them. */
  readonly crossesSides?: true;
}

/** What every operation is and does. A new one needs a type above and an entry here. */
const meanings: { readonly [K in Kind]: Meaning<Of<K>> } = {
  save: {
    run: (manager, { key, mark, alone = false }) =>
      manager.saveResult(key, resultOf(mark), undefined, { replicate: !alone }),
    after: (before, { key, mark, alone }, sides) =>
      withSlots(
        before,
        (alone ? (['primary'] as const) : sides).map(side => [slotOf(side, key), mark]),
      ),
  },
  edit: {
    run: async (manager, { key, mark }) => {
      const address = { backend: 'primary', key } as const;
      const header = await manager.header(address);
      const result = await manager.loadFrom(address);
      const { columns, metadata } = resultOf(mark);
      return manager.updateResult(
        address,
        header?.revision ?? '',
        result.with({ columns, metadata }),
      );
    },
    after: (before, { key, mark }, sides) =>
      withSlots(
        before,
        sides
          .filter(side => before.get(slotOf(side, key)) === before.get(slotOf('primary', key)))
          .map(side => [slotOf(side, key), mark]),
      ),
  },
  rename: {
    run: (manager, { key, newKey, overwrite = false }) =>
      manager.renameResult(key, newKey, { overwrite }),
    after: (before, { key, newKey }, sides) =>
      withSlots(
        before,
        sides.flatMap(side => {
          const mark = before.get(slotOf(side, key));
          if (mark === undefined) return [];
          return [
            [slotOf(side, key), undefined],
            [slotOf(side, newKey), mark],
          ];
        }),
      ),
    doneAlready: ['not-found'],
    change: ({ key, newKey }) => `Rename "${key}" to "${newKey}"`,
  },
  delete: {
    run: (manager, { key }) => manager.deleteResult(key),
    after: (before, { key }, sides) =>
      withSlots(
        before,
        sides.map(side => [slotOf(side, key), undefined]),
      ),
    change: ({ key }) => `Delete "${key}"`,
  },
  'delete from': {
    run: (manager, { key, side }) => manager.deleteFrom({ backend: side, key }),
    after: (before, { key, side }) => withSlots(before, [[slotOf(side, key), undefined]]),
    change: ({ key }) => `Delete "${key}"`,
  },
  clear: {
    run: manager => manager.clearAllResults(),
    after: () => new Map(),
    change: () => 'Clear all results',
  },
  migrate: {
    run: (manager, { key, from, to, move, onConflict = 'error' }) =>
      manager.migrateResult(key, from, to, { move, onConflict }),
    after: (before, { key, from, to, move }) => {
      const mark = before.get(slotOf(from, key));
      return withSlots(before, [
        [slotOf(to, key), mark],
        [slotOf(from, key), move ? undefined : mark],
      ]);
    },
    doneAlready: ['not-found'],
    change: ({ key, to, move }) => `${move ? 'Move' : 'Copy'} "${key}" to ${to}`,
    crossesSides: true,
  },
  sync: {
    run: (manager, { direction, policy }) => manager.syncBackends(direction, { policy }),
    after: (_before, { leaves }, sides) =>
      new Map(sides.flatMap(side => leaves.map(([key, mark]) => [slotOf(side, key), mark]))),
    change: () => 'Sync',
    crossesSides: true,
  },
  undo: {
    run: async (manager, { title }) => {
      const change = (await manager.changes.list())
        .filter(pending => pending.title === title)
        .at(-1);
      // Without its record it is taken back as one that was interrupted, or is gone because it was.
      const report = change && (await manager.changes.undo(change.id));
      if (report === undefined) throw new StorageError('not-found', `There is no "${title}".`);
      const [skip] = report.skipped;
      if (skip !== undefined) throw new StorageError('conflict', `"${skip.key}": ${skip.reason}`);
    },
    after: (_before, { leaves }) => new Map(leaves),
    doneAlready: ['not-found'],
    crossesSides: true,
  },
  'read all': {
    run: async manager => {
      for (const { name } of manager.backends) {
        await manager.headers(name, await manager.listResults({ fromBackend: name }));
      }
    },
    after: before => before,
  },
  rebuild: {
    run: async manager => {
      for (const { name } of manager.backends) {
        if (!isLasting(name)) continue;
        const [outcome] = await manager.fixStorage([
          { action: 'rebuild', backend: name, isSafe: true },
        ]);
        if (outcome?.isFixed !== true) throw new StorageError('corrupt', outcome?.message ?? '');
      }
    },
    after: before => before,
  },
  close: {
    run: manager => manager.close(),
    after: before => before,
  },
};

function meaningOf(operation: Operation): Meaning<Operation> {
  return meanings[operation.do] as Meaning<Operation>;
}

/** Resolves with what the manager acknowledged it with. */
export function runOperation(manager: StorageManager, operation: Operation): Promise<unknown> {
  return meaningOf(operation).run(manager, operation);
}

/** The contents once `operation` is acknowledged. */
export function contentsAfter(
  before: Contents,
  operation: Operation,
  sides: readonly LastingName[],
): Contents {
  return meaningOf(operation).after(before, operation, sides);
}

/** The codes with which a repeated operation may say that it had been done. */
export function doneAlready(operation: Operation): readonly StorageErrorCode[] {
  return meaningOf(operation).doneAlready ?? [];
}

/** What the change is called that keeps what `operation` removes or replaces; undefined when nothing is kept. */
export function changeOf(operation: Operation): string | undefined {
  return meaningOf(operation).change?.(operation);
}

/** Whether `operation` brings versions from one side to the other. */
export function crossesSides(operation: Operation): boolean {
  return meaningOf(operation).crossesSides === true;
}

/** The part of a store in which `operation` must not lose a version: one side, or all of it. */
export function scopeOf(operation: Operation, slot: string): string {
  return crossesSides(operation) ? 'both sides' : `the ${sideOf(slot)}`;
}

/** A result that can be told from others by its mark and its number of rows. */
export function resultOf(mark: string) {
  return aResult({ rows: rowsOf(mark), metadata: { mark } });
}

export function markOf({ metadata }: { readonly metadata: JsonObject }): string {
  const { mark } = metadata;
  return typeof mark === 'string' ? mark : 'no mark';
}

/** Different marks mostly have different numbers of rows, so that one's header over another's columns is noticed. */
export function rowsOf(mark: string): number {
  return 3 + (Number(/\d+/u.exec(mark)?.[0] ?? 0) % 50);
}
