import { describeContent } from './describeContent';
import type {
  Detection,
  FolderFormat,
  Format,
  FormatPorts,
  SourceFile,
  SourceFolder,
} from './format';
import { FormatError } from './formatError';
import { folderFormats, formats } from './formats';

/**
 * The format that fits a file's content best, whatever its name.
 * @throws {FormatError} that says what the file is when none fits.
 */
export async function detectFormat(file: SourceFile, ports: FormatPorts): Promise<Format> {
  const format = await findFormat(file, ports);
  if (format === undefined) throw new FormatError(file.name, await describeContent(file));
  return format;
}

/**
 * Likewise; `undefined` when none fits.
 * @throws {FormatError} when the file is of a known kind, but cannot be read.
 */
export async function findFormat(
  file: SourceFile,
  ports: FormatPorts,
): Promise<Format | undefined> {
  let best: (Detection & { readonly format: Format }) | undefined;
  for (const format of formats) {
    const detection = await format.detect(file, ports);
    if (detection !== undefined && detection.confidence > (best?.confidence ?? 0)) {
      best = { format, ...detection };
    }
  }
  if (best?.refusal !== undefined) throw new FormatError(file.name, best.refusal);
  return best?.format;
}

/** The format whose run this folder is; `undefined` when it is just a folder. @throws {FormatError} when it is refused. */
export async function detectFolder(
  folder: SourceFolder,
  ports: FormatPorts,
): Promise<FolderFormat | undefined> {
  for (const format of folderFormats) {
    const detection = await format.detect(folder, ports);
    if (detection?.refusal !== undefined) throw new FormatError(folder.name, detection.refusal);
    if (detection !== undefined) return format;
  }
  return undefined;
}
