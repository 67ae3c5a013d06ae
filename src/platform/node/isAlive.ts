import { errnoOf } from './diskError';

/** Whether there is a process of this number on this computer. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted to ask: somebody is there.
    return errnoOf(error) === 'EPERM';
  }
}
