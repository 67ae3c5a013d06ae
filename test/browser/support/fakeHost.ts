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
import { ShownResults } from '../../../src/ui/explorer/shownResults';
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
 * Stands in for VS Code around the page of an explorer or of a comparison: it keeps the artifacts that the server gives in a store in memory,
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
    /** Takes a result away, as another window does. */
    deleteElsewhere(key: string): Promise<void>;
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
const backend = isCached ? 'cache' : 'primary';
const opened = openAll();

async function openAll() {
  const keys = (await (await fetch('/keys.json')).json()) as readonly string[];
  const manager = createStorageManager();
  for (const key of keys) {
    const response = await fetch(`/results/${encodeURIComponent(key)}`);
    if (response.ok) await store(manager, key, new Uint8Array(await response.arrayBuffer()));
  }
  follow(manager, keys[0] ?? '');
  const addresses = keys.map(key => ({ backend, key }) as const);
  const [first = { backend, key: '' }] = addresses;
  return {
    shown: new ShownResult(manager, first),
    compared: new ShownResults(manager, addresses, wordsOf),
  };
}

async function store(manager: StorageManager, key: string, bytes: Uint8Array): Promise<void> {
  const { result } = await decodeResult(bytes, { modifiedAt: '2026-01-02T03:04:05.678Z' });
  await manager.saveResult(key, result);
}

/** Lets the page hear of changes, and the test make them. */
function follow(manager: StorageManager, key: string): void {
  let isTold = true;
  manager.onDidChange(() => {
    if (isTold) window.postMessage({ notice: 'changed' } satisfies HostMessage, '*');
  });
  window.changeElsewhere = async (resultSets, told) => {
    isTold = told;
    const now = await manager.loadFrom({ backend: 'primary', key });
    await manager.saveResult(key, now.with({ resultSets }));
    isTold = true;
  };
  window.deleteElsewhere = async gone => {
    await manager.deleteResult(gone);
  };
}

/** Whether the page is one of a comparison: it asks for all of them. */
let isComparison = false;

async function answer(message: RequestMessage): Promise<void> {
  const { id } = message;
  const reply = (sent: HostMessage) => window.postMessage(sent, '*');
  try {
    const { shown: result, compared } = await opened;
    switch (message.request) {
      case 'outline':
        reply({ id, answer: await result.outline() });
        break;
      case 'cells':
        reply({ id, answer: (isComparison ? compared : result).cells(message.ask) });
        break;
      case 'compared':
        isComparison = true;
        reply({ id, answer: await compared.compared() });
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
    reply({ id, failure: wordsOf(error) });
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

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

window.acquireVsCodeApi = () => ({
  postMessage: (message: RequestMessage) => void answer(message),
  getState: () => {
    const kept = sessionStorage.getItem(stateName);
    return kept === null ? undefined : (JSON.parse(kept) as PanelState);
  },
  setState: (state: PanelState) => sessionStorage.setItem(stateName, JSON.stringify(state)),
});
