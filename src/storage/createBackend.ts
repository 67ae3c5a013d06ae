import type { BackendConfig, ConfiguredBackend } from './config';
import { lazyBackend } from './lazyBackend';
import type { HostPorts } from './open';
import { openBackend } from './open';
import { placeIdFor } from './placeId';

/** The backend that `config` describes; it opens when it is first used. */
export function createBackend(config: BackendConfig, ports: HostPorts): ConfiguredBackend {
  const placeId = placeIdFor(config, ports);
  return lazyBackend({ config, placeId, open: () => openBackend(config, ports) });
}
