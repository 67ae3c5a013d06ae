import { absolutePath } from './absolutePath';
import type { StorageBackend } from './backend';
import type { BackendConfig, ConfiguredBackend } from './config';
import { locationOf } from './config';
import { parseConnectionString } from './connectionString';
import { isStorageError } from './errors';
import type { HostPorts } from './open';

/**
 * Names the place that `config` describes so that it is known again in another session or under other settings, without
 * secrets. A place that is gone with its backend has another name each time.
 */
export function placeIdFor(config: BackendConfig, ports: HostPorts): string {
  switch (config.type) {
    case 'memory':
      return passing('memory');
    case 'filesystem':
      return absolute(config.basePath, config.basePath, ports);
    case 'database':
      return databaseId(config.connectionString, locationOf(config), ports);
  }
}

/** The name that {@link placeIdFor} gave the place of `backend`; for one that was made by hand, what is known of it. */
export function placeIdOf(backend: StorageBackend): string {
  const { placeId, config } = backend as Partial<ConfiguredBackend>;
  if (placeId !== undefined) return placeId;
  return config === undefined ? backend.type : locationOf(config);
}

/** {@link placeIdOf} for people. */
export function placeInWords(placeId: string): string {
  return placeId.replace(/ #.*$/, '');
}

function databaseId(connectionString: string, location: string, ports: HostPorts): string {
  try {
    const { dialect, database } = parseConnectionString(connectionString);
    if (dialect !== 'sqlite') return location;
    return database === undefined ? passing(location) : absolute(database, location, ports);
  } catch (error) {
    // What cannot be opened changes nothing either, so its name is never asked for again.
    if (isStorageError(error)) return location;
    throw error;
  }
}

function absolute(path: string, otherwise: string, ports: HostPorts): string {
  try {
    return absolutePath(path, ports);
  } catch (error) {
    if (isStorageError(error)) return otherwise;
    throw error;
  }
}

function passing(kind: string): string {
  return `${kind} #${crypto.randomUUID()}`;
}
