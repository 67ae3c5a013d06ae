import { importExtensions } from './importing/importExtensions';

/**
 * What the file of an exported result is called at first: `zdt1.csv` for `runs/zdt1.npz`. A result of a file that has the
 * extension already gets a name apart, so that nobody writes over the file that it comes from.
 * @param part of the result that is exported: `zdt1-pareto.svg`.
 */
export function exportName(key: string, extension: string, part?: string): string {
  const last = key.slice(key.lastIndexOf('/') + 1);
  const dot = last.lastIndexOf('.');
  const own = dot > 0 ? last.slice(dot + 1).toLowerCase() : '';
  const name = importExtensions.includes(own) ? last.slice(0, dot) : last;
  if (part !== undefined) return `${name}-${part}.${extension}`;
  return own === extension ? `${name}-export.${extension}` : `${name}.${extension}`;
}
