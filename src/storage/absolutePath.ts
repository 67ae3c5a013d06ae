import { StorageError } from './errors';
import type { Files } from './ports';

export interface PathBase {
  readonly files?: Files;
  /** Absolute folder that relative paths start at. */
  readonly baseFolder?: string;
}

/**
 * `path` in absolute form.
 * @throws {StorageError} `unavailable` when it is relative and there is no folder to start at.
 */
export function absolutePath(path: string, { files, baseFolder }: PathBase): string {
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(path)) return path;
  if (files === undefined || baseFolder === undefined) {
    throw new StorageError(
      'unavailable',
      `The path "${path}" is relative, but no folder is open that it could start at. Open a folder or write an absolute path.`,
    );
  }
  return files.join(baseFolder, path);
}
