import * as vscode from 'vscode';
import type { Address, BackendName } from '../storage/address';
import { backendTitles } from './wording';

/** Scheme of the metadata documents. */
export const resultScheme = 'optiscope';

const extension = '.json';

/** The document of a result: `optiscope:/<backend>/<key>.json`. With {@link addressOf} the only place that knows this form. */
export function uriOf({ backend, key }: Address): vscode.Uri {
  return vscode.Uri.from({ scheme: resultScheme, path: `/${backend}/${key}${extension}` });
}

/** The result that `uri` is the document of; `undefined` when it is none. */
export function addressOf(uri: vscode.Uri): Address | undefined {
  if (uri.scheme !== resultScheme || !uri.path.endsWith(extension)) return undefined;
  const [, backend, ...segments] = uri.path.slice(0, -extension.length).split('/');
  const key = segments.join('/');
  return isBackendName(backend) && key !== '' ? { backend, key } : undefined;
}

/** Whether `text` names a backend. */
export function isBackendName(text: string | undefined): text is BackendName {
  return text !== undefined && Object.hasOwn(backendTitles, text);
}

/** The address that somebody kept as JSON; `undefined` when it is none. */
export function addressIn(kept: unknown): Address | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { backend, key } = kept as Partial<Record<keyof Address, unknown>>;
  if (typeof backend !== 'string' || typeof key !== 'string') return undefined;
  return isBackendName(backend) ? { backend, key } : undefined;
}
