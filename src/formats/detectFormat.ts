import { describeContent } from './describeContent';
import type { Detection, Format, FormatPorts, SourceFile } from './format';
import { FormatError } from './formatError';
import { formats } from './formats';

/**
 * The format that fits a file's content best, whatever its name.
 * @throws {FormatError} that says what the file is when none fits.
 */
export async function detectFormat(file: SourceFile, ports: FormatPorts): Promise<Format> {
  let best: (Detection & { readonly format: Format }) | undefined;
  for (const format of formats) {
    const detection = await format.detect(file, ports);
    if (detection !== undefined && detection.confidence > (best?.confidence ?? 0)) {
      best = { format, ...detection };
    }
  }
  if (best === undefined) throw new FormatError(file.name, describeContent(file.bytes));
  if (best.refusal !== undefined) throw new FormatError(file.name, best.refusal);
  return best.format;
}
