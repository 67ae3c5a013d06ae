import { StorageError } from './errors';

const form = /^[A-Za-z0-9-]{1,100}$/;

/** Whether something of this name can be a bin of a trash. */
export function isBin(name: string): boolean {
  return form.test(name);
}

/**
 * Bins have names of letters, digits and "-", so that a bin can be a folder on every disk and never leads out of the trash.
 * @throws {StorageError} `invalid-key`
 */
export function checkBin(bin: string): void {
  if (isBin(bin)) return;
  throw new StorageError(
    'invalid-key',
    `A bin of the trash cannot be called ${JSON.stringify(bin)}. Use 1 to 100 letters, digits and "-".`,
  );
}

/** The name of a bin of a change; `number` is 1 for the first one, which is named like the change. */
export function binOfChange(id: string, number: number): string {
  return number === 1 ? id : `${id}--${number}`;
}

/** The change that a bin belongs to. */
export function changeOfBin(bin: string): string {
  return bin.replace(/--\d+$/, '');
}

/** Whether a bin holds what was set aside because it is damaged: nothing empties it by itself. */
export function isQuarantine(bin: string): boolean {
  return bin.startsWith('quarantine');
}
