import { LRUCache } from 'lru-cache';
import * as vscode from 'vscode';
import type { JsonObject } from '../../core/json';
import type { OptimizationResult } from '../../core/result';
import type { Address } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import { isLasting } from '../../storage/address';
import { addressOf, uriOf } from '../addressUri';
import { messageOf } from '../report';
import { DocumentError } from './documentError';
import { documentJson, documentText } from './resultDocument';

/** A result as a document, at one revision. */
interface Rendering {
  readonly revision: string;
  readonly updatedAt: string;
  readonly createdAt: string;
  readonly result: OptimizationResult;
  readonly json: JsonObject;
  readonly bytes: Uint8Array;
}

/** Documents whose text is at hand: VS Code asks for `stat` far more often than for the content. */
const renderingsKept = 20;

/**
 * The metadata of results as JSON files. Saving one writes a new revision back through the manager; text that cannot
 * be written back is refused with diagnostics and stays in the editor. When the result was changed since the document
 * was read, its modification time tells VS Code, which then refuses to save and offers to compare.
 */
export class ResultFileSystem implements vscode.FileSystemProvider {
  private readonly didChange = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly renderings = new LRUCache<string, Rendering>({ max: renderingsKept });

  readonly onDidChangeFile = this.didChange.event;

  constructor(
    private readonly manager: StorageManager,
    private readonly diagnostics: vscode.DiagnosticCollection,
  ) {}

  /** Tells VS Code that the document of a result is to be read again, or is gone. */
  notify(uri: vscode.Uri, type: vscode.FileChangeType): void {
    this.renderings.delete(uri.toString());
    this.didChange.fire([{ uri, type }]);
  }

  watch(): vscode.Disposable {
    // The manager says what changes; there is nothing to watch for a single document.
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { createdAt, updatedAt, bytes } = await this.render(uri);
    return {
      type: vscode.FileType.File,
      ctime: Date.parse(createdAt),
      mtime: Date.parse(updatedAt),
      size: bytes.length,
      ...(!isLasting(this.address(uri).backend) && { permissions: vscode.FilePermission.Readonly }),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.render(uri)).bytes;
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { backend, key } = this.address(uri);
    if (!isLasting(backend)) {
      throw vscode.FileSystemError.NoPermissions(
        `${backend === 'cache' ? 'The cache holds copies' : 'Sources are only read'}. Edit the result in the primary or secondary backend.`,
      );
    }
    const text = new TextDecoder().decode(content);
    const shown = await this.render(uri);
    // Loaded when needed: documents are read far more often than they are written.
    const { readDocument } = await import('./readDocument');
    try {
      const result = readDocument(text, shown.json, shown.result);
      await this.manager.updateResult({ backend, key }, shown.revision, result);
    } catch (error) {
      this.refuse(uri, text, error);
    }
    this.diagnostics.delete(uri);
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    throw vscode.FileSystemError.NoPermissions(`${uri.path} is listed in the OptiScope views.`);
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions('Folders come and go with the keys of results.');
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions('Use the command OptiScope: Delete Result.');
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions('Use the command OptiScope: Rename Result.');
  }

  private async render(uri: vscode.Uri): Promise<Rendering> {
    const address = this.address(uri);
    const header = await this.manager.header(address).catch((error: unknown) => {
      throw vscode.FileSystemError.Unavailable(messageOf(error));
    });
    if (header === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    const kept = this.renderings.get(uri.toString());
    if (kept?.revision === header.revision) return kept;
    const result = await this.manager.loadFrom(address).catch((error: unknown) => {
      throw vscode.FileSystemError.Unavailable(messageOf(error));
    });
    const json = documentJson(address, header, result);
    const bytes = new TextEncoder().encode(documentText(json));
    const { revision, updatedAt, createdAt } = header;
    const rendering = { revision, updatedAt, createdAt, result, json, bytes };
    this.renderings.set(uri.toString(), rendering);
    return rendering;
  }

  /** Shows where the text is wrong and refuses to write it. */
  private refuse(uri: vscode.Uri, text: string, error: unknown): never {
    if (!(error instanceof DocumentError)) throw error;
    const place = positionsIn(text);
    this.diagnostics.set(
      uri,
      error.mistakes.map(({ message, offset, length }) => {
        const range = new vscode.Range(place(offset), place(offset + length));
        const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
        diagnostic.source = 'OptiScope';
        return diagnostic;
      }),
    );
    throw new Error(
      `Nothing was saved. Line ${place(error.mistakes[0].offset).line + 1}: ${error.message}`,
    );
  }

  private address(uri: vscode.Uri): Address {
    const address = addressOf(uri);
    if (address === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return address;
  }
}

/** The document of a result, opened in an editor. */
export async function openDocument(
  address: Address,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  await vscode.window.showTextDocument(uriOf(address), { preview: true, ...options });
}

function positionsIn(text: string): (offset: number) => vscode.Position {
  return offset => {
    const lines = text.slice(0, offset).split(/\r?\n/);
    return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  };
}
