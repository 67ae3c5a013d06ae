import type { BackendConfig, ConfiguredBackend } from './config';
import { lazyBackend } from './lazyBackend';
import type { HostPorts } from './open';
import { openBackend } from './open';

/** The backend that `config` describes; it opens when it is first used. */
export function createBackend(config: BackendConfig, ports: HostPorts): ConfiguredBackend {
  return lazyBackend({ config, open: () => openBackend(config, ports) });
}
