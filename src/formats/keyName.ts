const maxBytes = 200;

/**
 * The name of a study or file as the last segments of a key: letters of any script, blanks and quotes stay, `/` makes
 * folders; what keys refuse is replaced. Shortened to 200 UTF-8 bytes, which leaves room for a folder before it.
 */
export function keyName(name: string): string {
  const segments = name
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\\]+/g, '_')
    .split('/')
    .map(segment => segment.trim())
    .filter(segment => segment !== '')
    .map(segment => (/^\.{1,2}$/.test(segment) ? '_' : segment));
  return shorten(segments.join('/')) || 'unnamed';
}

/** The base name of a file without its last extension. */
export function nameWithoutExtension(file: string): string {
  return file.replace(/(?<=.)\.[^.]*$/, '');
}

function shorten(text: string): string {
  const encoder = new TextEncoder();
  let short = '';
  let bytes = 0;
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > maxBytes) break;
    short += character;
  }
  return short.replace(/(?<![/\s])[/\s]+$/, '');
}
