import type { Json } from '../../../src/core/json';
import { partSteps } from '../../../src/core/partOf';
import type { OptimizationResult } from '../../../src/core/result';
import { decodeResult } from '../../../src/core/resultFile';
import type { ResultSet } from '../../../src/core/resultSet';
import { allSteps } from '../../../src/core/steps';
import { toCsv } from '../../../src/formats/export/toCsv';
import { createStorageManager } from '../../../src/storage/factories';
import type { StorageManager } from '../../../src/storage/manager';
import { ShownResult } from '../../../src/ui/explorer/shownResult';
import { pythonOfRows } from '../../../src/ui/pythonCode';
import type {
  HostMessage,
  PanelState,
  RequestMessage,
  Requests,
  RowsAsked,
  SavedAs,
} from '../../../src/webview/protocol';

/*
 * Stands in for VS Code around the page of an explorer: it keeps the artifact that the server gives in a store in memory,
 * answers from there, and notes what the page may not do under its policy.
 */

/** What the page saved: a picture, in base64. */
interface SavedPicture {
  readonly view: string;
  readonly format: string;
  readonly base64: string;
}

/** Rows that the page exported. */
interface ExportedRows {
  readonly part: string;
  readonly csv: string;
  readonly partOf: Json | undefined;
}

interface Noted {
  readonly violations: string[];
  readonly errors: string[];
}

declare global {
  interface Window {
    noted: Noted;
    saved: SavedPicture[];
    exported: ExportedRows[];
    /** The Python code that was copied last. */
    python: string | undefined;
    /** What the user does when asked for a place. Default: chooses one. */
    placeAsked: 'choose' | 'cancel' | 'fail';
    /** Stores other result sets, as another window does; the page hears of it when `isTold`. */
    changeElsewhere(resultSets: readonly ResultSet[], isTold: boolean): Promise<void>;
    acquireVsCodeApi(): object;
  }
}

window.noted = { violations: [], errors: [] };
window.saved = [];
window.exported = [];
window.placeAsked = 'choose';
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
  window.noted.violations.push(`${violatedDirective}: ${blockedURI} ${sample}`),
);
window.addEventListener('error', ({ message }) => window.noted.errors.push(message));
window.addEventListener('unhandledrejection', ({ reason }) =>
  window.noted.errors.push(String(reason)),
);

const stateName = 'optiscope-state';
const isCached = new URLSearchParams(location.search).get('backend') === 'cache';
const address = { backend: isCached ? 'cache' : 'primary', key: 'folder/shown' } as const;
const shown = fetch('/result.arrow')
  .then(response => response.arrayBuffer())
  .then(async buffer => new ShownResult(await managerOf(new Uint8Array(buffer)), address));

async function managerOf(bytes: Uint8Array): Promise<StorageManager> {
  const { result } = await decodeResult(bytes, { modifiedAt: '2026-01-02T03:04:05.678Z' });
  const manager = createStorageManager();
  const { key } = address;
  await manager.saveResult(key, result);
  let isTold = true;
  manager.onDidChange(() => {
    if (isTold) window.postMessage({ notice: 'changed' } satisfies HostMessage, '*');
  });
  window.changeElsewhere = async (resultSets, told) => {
    isTold = told;
    const now = await manager.loadFrom(address);
    await manager.saveResult(key, now.with({ resultSets }));
    isTold = true;
  };
  return manager;
}

async function answer(message: RequestMessage): Promise<void> {
  const { id } = message;
  const reply = (sent: HostMessage) => window.postMessage(sent, '*');
  try {
    const result = await shown;
    switch (message.request) {
      case 'outline':
        reply({ id, answer: await result.outline() });
        break;
      case 'cells':
        reply({ id, answer: result.cells(message.ask) });
        break;
      case 'saveSets': {
        const { revision, resultSets } = message.ask;
        reply({ id, answer: await result.saveSets(revision, resultSets) });
        break;
      }
      case 'saveRanking':
        reply({ id, answer: await result.saveRanking(message.ask) });
        break;
      case 'savePicture':
        reply({ id, answer: savePicture(message.ask) });
        break;
      case 'exportRows': {
        const { contentId } = message.ask;
        const part = allSteps(partSteps(result.resultOf(contentId), message.ask));
        reply({ id, answer: saveRows(part, message.ask) });
        break;
      }
      case 'copyRowsAsPython':
        window.python = pythonOfRows('df = load()\n', message.ask.rows, message.ask.rows.length);
        reply({ id, answer: true });
        break;
      case 'use':
        reply({ id, answer: true });
        break;
    }
  } catch (error) {
    reply({ id, failure: error instanceof Error ? error.message : String(error) });
  }
}

function savePicture({ view, format, bytes }: Requests['savePicture']['ask']): SavedAs {
  if (window.placeAsked === 'cancel') return {};
  if (window.placeAsked === 'fail') throw new Error('The disk is full.');
  const characters = Array.from(bytes, byte => String.fromCharCode(byte));
  window.saved.push({ view, format, base64: btoa(characters.join('')) });
  return { savedAs: `shown-${view}.${format}` };
}

function saveRows(result: OptimizationResult, { part = 'all' }: RowsAsked): SavedAs {
  if (window.placeAsked === 'cancel') return {};
  window.exported.push({
    part,
    csv: new TextDecoder().decode(toCsv(result)),
    partOf: result.metadata['partOf'],
  });
  return { savedAs: `shown-${part}.csv` };
}

window.acquireVsCodeApi = () => ({
  postMessage: (message: RequestMessage) => void answer(message),
  getState: () => {
    const kept = sessionStorage.getItem(stateName);
    return kept === null ? undefined : (JSON.parse(kept) as PanelState);
  },
  setState: (state: PanelState) => sessionStorage.setItem(stateName, JSON.stringify(state)),
});
