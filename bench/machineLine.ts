import { arch, cpus, loadavg, platform } from 'node:os';

/** When and where the figures were taken; call it before the work. */
export function machineLine(): string {
  const date = new Date().toISOString().slice(0, 10);
  const load = loadavg()[0] ?? 0;
  // Half of a processor is what an idle desktop takes.
  const state = load < 0.5 ? 'quiet' : `busy: load ${load.toFixed(1)} before the start`;
  const system = `${platform()} ${arch()}, ${cpus().length} CPUs`;
  return `Taken on ${date}, Node ${process.versions.node}, ${system}, ${state}.`;
}
