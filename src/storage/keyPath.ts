import { StorageError } from './errors';

/*
 * A key is a path: each segment names a folder, the last one a file. What one of Linux, macOS and Windows cannot have in
 * a name is percent-encoded. A name that is no encoding of ours (somebody else made the file) stands for itself.
 */

const extension = '.arrow';
const maxNameBytes = 255;
const unsafe = /[<>:"\\|?*%]/g;
/** Most names are of this kind, which every disk can have. */
const plain = /^[A-Za-z0-9_-][A-Za-z0-9_ -]*[A-Za-z0-9_-]$/;
const plainKey = /^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/;
const deviceWithin = /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\/|$)/i;
/** Names that Windows takes for devices, with or without an extension. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/iu;

/** The path below the base of the file that keeps a key which every disk can have as it is; `undefined` for other keys. */
export function pathOfPlainKey(key: string): string | undefined {
  const isShort = key.length + extension.length <= maxNameBytes;
  return isShort && plainKey.test(key) && !deviceWithin.test(key) ? key + extension : undefined;
}

/** The names of the folders and, last, the file that keep `key`. @throws {StorageError} `invalid-key` when one is too long for disks. */
export function namesOfKey(key: string): readonly string[] {
  return segmentsOfKey(key).map(({ segment, isFile }) => {
    const name = encodeSegment(segment, isFile);
    // A code unit makes three bytes at most.
    const bytes = 3 * name.length > maxNameBytes ? new TextEncoder().encode(name).length : 0;
    if (bytes > maxNameBytes) {
      throw new StorageError(
        'invalid-key',
        `The key "${key}" needs a file or folder name of ${bytes} bytes ("${name.slice(0, 40)}…"); disks allow ${maxNameBytes}. Shorten it or divide it by "/".`,
      );
    }
    return name;
  });
}

/** The segments of a key; only the last one is a file. */
export function segmentsOfKey(
  key: string,
): readonly { readonly segment: string; readonly isFile: boolean }[] {
  const segments = key.split('/');
  return segments.map((segment, index) => ({ segment, isFile: index === segments.length - 1 }));
}

/** The names a segment may have on disk, ours first: a file that somebody else named keeps its name. */
export function namesOfSegment(segment: string, isFile: boolean): readonly string[] {
  if (isPlain(segment)) return [isFile ? segment + extension : segment];
  const ours = encodeSegment(segment, isFile);
  const same = isFile ? segment + extension : segment;
  return same !== ours && segmentOfName(same, isFile) === segment ? [ours, same] : [ours];
}

/**
 * The segment that a folder's or file's name stands for; `undefined` when it stands for none: hidden, without our
 * extension, or a name no key can have.
 */
export function segmentOfName(name: string, isFile: boolean): string | undefined {
  if (name.startsWith('.') || (isFile && !name.endsWith(extension))) return undefined;
  const stem = isFile ? name.slice(0, -extension.length) : name;
  if (isPlain(stem)) return stem;
  const decoded = stem.replace(/%([0-7][0-9A-F])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (!/^\.{0,2}$/.test(decoded) && encodeSegment(decoded, isFile) === name) return decoded;
  // A backslash would lead out of the folder on Windows, a device name to something that is no file.
  if (/[\\/\uFFFD]/u.test(stem) || device.test(stem)) return undefined;
  return stem;
}

/** The key that a file stands for by its path below the base; `undefined` when it stands for none. */
export function keyOfPath(path: string): string | undefined {
  const names = path.split(/[\\/]/).filter(name => name !== '');
  const segments = names.map((name, index) => segmentOfName(name, index === names.length - 1));
  return segments.includes(undefined) ? undefined : segments.join('/');
}

/** Whether a file of this name is meant to be a result. */
export function isArtifactName(name: string): boolean {
  return name.endsWith(extension) && !name.startsWith('.');
}

function isPlain(text: string): boolean {
  return plain.test(text) && !device.test(text);
}

function encodeSegment(segment: string, isFile: boolean): string {
  if (isPlain(segment)) return isFile ? segment + extension : segment;
  let name = segment.replace(unsafe, percent).replace(/^\./, percent);
  if (device.test(segment)) name = percent(name.charAt(0)) + name.slice(1);
  if (isFile) return name + extension;
  // Otherwise the folder of "a.arrow/b" would be the file of "a".
  if (name.toLowerCase().endsWith(extension)) {
    name = `${name.slice(0, -extension.length)}%2E${name.slice(1 - extension.length)}`;
  }
  return name.replace(/[. ]$/, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
