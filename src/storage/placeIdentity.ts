import type { StorageBackend } from './backend';
import { locationOf, type ConfiguredBackend } from './config';
import { isVolatile } from './volatile';

/** Which place a backend is. */
export interface PlaceIdentity {
  /** Equal for two backends at the same place, in all sessions and under all settings. */
  readonly id: string;
  /** For people, without secrets. */
  readonly location: string;
  /** Whether what is kept there is gone when the backend is closed. */
  readonly isVolatile: boolean;
}

/** Only a backend that was made by hand is asked: looking into a place takes long where there is much. */
export async function placeIdentity(backend: StorageBackend): Promise<PlaceIdentity> {
  const { config, placeId } = backend as Partial<ConfiguredBackend>;
  const isKnown = config !== undefined && placeId !== undefined;
  const { type, location } = isKnown
    ? { type: config.type, location: locationOf(config) }
    : await backend.info();
  const id = JSON.stringify([type, isKnown ? placeId : location]);
  return { id, location, isVolatile: isVolatile({ type, location }) };
}
