import { describeBackendSharing } from './backendSharing';
import { describeBackendChanges } from './backendChanges';
import { describeBackendKeys } from './backendKeys';
import { describeBackendEntries } from './backendEntries';
import { describeBackendTrash } from './backendTrash';
import type { StorageBackend } from '../../src/storage/backend';

/** A place for one test: backends opened on it see the same entries, where the kind of backend can. */
export interface Place {
  open(): Promise<StorageBackend>;
  /** Called after the test, when the backends that {@link openIn} opened are closed. */
  remove?(): Promise<void>;
}

export interface BackendCapabilities {
  /** Entries are there when the place is opened again, and for others who open it at the same time. */
  readonly isShared: boolean;
  /** Changes by others are told. */
  readonly isWatched: boolean;
}

/** The behaviour that every backend owes, stated once. `makePlace` is called anew for each test. */
export function describeBackend(
  name: string,
  makePlace: () => Promise<Place>,
  capabilities: BackendCapabilities,
): void {
  describe(`${name} as a backend`, () => {
    const places: Place[] = [];
    const backends: StorageBackend[] = [];

    const openIn = async (place: Place): Promise<StorageBackend> => {
      const backend = await place.open();
      backends.push(backend);
      return backend;
    };
    const newPlace = async (): Promise<Place> => {
      const place = await makePlace();
      places.push(place);
      return place;
    };
    const open = async (): Promise<StorageBackend> => openIn(await newPlace());

    afterEach(async () => {
      for (const backend of backends.splice(0)) await backend.close();
      for (const place of places.splice(0)) await place.remove?.();
    });

    describeBackendEntries(open);
    describeBackendKeys(open);
    describeBackendTrash(open);
    describeBackendChanges(open);
    if (capabilities.isShared) {
      describeBackendSharing({ newPlace, openIn, isWatched: capabilities.isWatched });
    }
  });
}
