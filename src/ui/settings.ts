import * as vscode from 'vscode';
import type { BackendConfig } from '../storage/config';
import { StorageError, isStorageError } from '../storage/errors';
import type { SourceEntry } from './sources/sourceSetting';
import { readSourceSetting } from './sources/sourceSetting';
import type { ConflictPolicy, SyncDirection } from '../storage/syncPlan';

/** What the settings say of one backend: how to open it, or why that cannot be told. */
export type BackendSetting = BackendConfig | StorageError;

export interface Settings {
  readonly primary: BackendSetting;
  readonly secondary: BackendSetting | undefined;
  readonly useCache: boolean;
  readonly cacheSizeMb: number;
  readonly undoSizeMb: number;
  readonly replicate: boolean;
  readonly syncDirection: SyncDirection;
  readonly syncPolicy: ConflictPolicy;
  readonly confirmationStyle: 'button' | 'typeName';
  /** What a click on a result opens. */
  readonly openResultWith: 'explorer' | 'metadata';
  readonly sources: readonly SourceEntry[];
  /** Values of a wrong type; the default stands in for each. */
  readonly faults: readonly StorageError[];
}

export const section = 'optiscope';

const engines = ['auto', 'node:sqlite', 'sql.js'] as const;
const directions = ['primary_to_secondary', 'secondary_to_primary', 'bidirectional'] as const;
const policies = ['newer', 'keep-both', 'primary', 'secondary', 'skip'] as const;

/** Reads all settings. A wrong value is a fault on what it concerns and leaves the rest alone. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(section);
  const { entries: sources, faults: sourceFaults } = readSourceSetting(
    configuration.get('sources'),
  );
  const faults: StorageError[] = [...sourceFaults];
  const read = <T>(name: string, expect: Expectation<T>, fallback: T): T => {
    try {
      return checked(configuration, name, expect);
    } catch (error) {
      if (!isStorageError(error)) throw error;
      faults.push(error);
      return fallback;
    }
  };
  return {
    primary: backendSetting(configuration, 'primary', ['filesystem', 'database', 'memory']),
    secondary: secondarySetting(configuration),
    useCache: read('cache.enabled', aBoolean, true),
    cacheSizeMb: read('cache.sizeMb', aSize, 100),
    undoSizeMb: read('undo.sizeMb', aSize, 256),
    replicate: read('replicate', aBoolean, true),
    syncDirection: read('sync.direction', oneOf(directions), 'primary_to_secondary'),
    syncPolicy: read('sync.policy', oneOf(policies), 'newer'),
    confirmationStyle: read('confirmationStyle', oneOf(['button', 'typeName']), 'button'),
    openResultWith: read('openResultWith', oneOf(['explorer', 'metadata']), 'explorer'),
    sources,
    faults,
  };
}

function secondarySetting(
  configuration: vscode.WorkspaceConfiguration,
): BackendSetting | undefined {
  return configuration.get('secondary.type') === 'none'
    ? undefined
    : backendSetting(configuration, 'secondary', ['none', 'filesystem', 'database', 'memory']);
}

function backendSetting(
  configuration: vscode.WorkspaceConfiguration,
  name: 'primary' | 'secondary',
  types: readonly ('none' | BackendConfig['type'])[],
): BackendSetting {
  try {
    switch (checked(configuration, `${name}.type`, oneOf(types))) {
      case 'database':
        return {
          type: 'database',
          connectionString: checked(configuration, `${name}.connectionString`, aText),
          engine: checked(configuration, 'database.engine', oneOf(engines)),
        };
      case 'filesystem':
        return { type: 'filesystem', basePath: checked(configuration, `${name}.path`, aText) };
      default:
        return { type: 'memory' };
    }
  } catch (error) {
    if (isStorageError(error)) return error;
    throw error;
  }
}

/** What a setting must be, in words, and how to tell. */
interface Expectation<T> {
  readonly words: string;
  readonly holds: (value: unknown) => value is T;
}

const aBoolean: Expectation<boolean> = {
  words: 'true or false',
  holds: (value): value is boolean => typeof value === 'boolean',
};
const aSize: Expectation<number> = {
  words: 'a number of megabytes, 0 or more',
  holds: (value): value is number => typeof value === 'number' && value >= 0,
};
const aText: Expectation<string> = {
  words: 'a text that is not empty',
  holds: (value): value is string => typeof value === 'string' && value.trim() !== '',
};

function oneOf<const T extends string>(values: readonly T[]): Expectation<T> {
  return {
    words: `one of ${values.map(value => `"${value}"`).join(', ')}`,
    holds: (value): value is T => values.some(known => known === value),
  };
}

function checked<T>(
  configuration: vscode.WorkspaceConfiguration,
  name: string,
  { words, holds }: Expectation<T>,
): T {
  const value = configuration.get(name);
  if (holds(value)) return value;
  throw new StorageError(
    'unsupported',
    `The setting "${section}.${name}" should be ${words}; it is ${JSON.stringify(value)}. Change it in the settings.`,
  );
}
