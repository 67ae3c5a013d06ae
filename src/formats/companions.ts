import type { SourceFile, SourceFolder, Unread } from './format';
import { FormatError } from './formatError';
import type { PythonJson } from './pythonJson';
import { readText } from './text/decodeText';
import { readJsonLines } from './text/jsonLines';
import { readJson } from './text/readJson';

/** The files beside the one that is read. An unsound one is left out and noted: what it adds is no reason to lose the rest. */
export class Companions {
  /** What could not be read so far. */
  readonly unread: Unread[] = [];

  constructor(private readonly folder: SourceFolder) {}

  /** `undefined` when it is not there or unsound. */
  async json(path: string): Promise<PythonJson | undefined> {
    return this.read(path, readJson);
  }

  /** Likewise. */
  async text(path: string): Promise<string | undefined> {
    return this.read(path, readText);
  }

  /** The values of JSON lines, as far as they are sound; none when the file is not there. */
  async jsonLines(path: string): Promise<readonly PythonJson[]> {
    const found = await this.read(path, readJsonLines);
    for (const { row, reason } of found?.unread ?? []) {
      this.unread.push({ reason: `Line ${row} of ${path} is left out. ${reason}` });
    }
    return found?.lines.map(({ value }) => value) ?? [];
  }

  /** Counts files that say nothing more as parts of the run, so that none is taken for a result of its own. */
  async claim(paths: readonly string[]): Promise<void> {
    for (const path of paths) await this.folder.file(path);
  }

  private async read<T>(
    path: string,
    reader: (file: SourceFile) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      const file = await this.folder.file(path);
      return file && (await reader(file));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.unread.push({ reason: `Left out: ${error.message}` });
      return undefined;
    }
  }
}
