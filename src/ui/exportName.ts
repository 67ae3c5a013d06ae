import { importExtensions } from './importing/importExtensions';

/**
 * What the file of an exported result is called at first: `zdt1.csv` for `runs/zdt1.npz`. A result of a file that has the
 * extension already gets a name apart, so that nobody writes over the file that it comes from.
 */
export function exportName(key: string, extension: string): string {
  const last = key.slice(key.lastIndexOf('/') + 1);
  const dot = last.lastIndexOf('.');
  const own = dot > 0 ? last.slice(dot + 1).toLowerCase() : '';
  const name = importExtensions.includes(own) ? last.slice(0, dot) : last;
  return own === extension ? `${name}-export.${extension}` : `${name}.${extension}`;
}
