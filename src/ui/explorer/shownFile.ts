import * as vscode from 'vscode';
import type { OptimizationResult } from '../../core/result';
import { decodeResult } from '../../core/resultFile';
import { StorageError } from '../../storage/errors';
import type { CellRange, ResultOutline } from '../../webview/protocol';
import type { Importer } from '../importing/importer';
import type { Shown } from './shown';
import { ShownContent, type CellsAsked } from './shownContent';

const readonlyReason =
  'The file is only read: import it first, then result sets can be saved in the result.';

/** The result in a file, which need not be in any backend: read again whenever the page asks for it. */
export class ShownFile implements Shown {
  private readonly name: string;
  private content: ShownContent | undefined;

  constructor(
    private readonly importer: Pick<Importer, 'look'>,
    private readonly uri: vscode.Uri,
  ) {
    this.name = uri.path.replace(/^.*\//s, '');
  }

  async outline(): Promise<ResultOutline> {
    const { results } = await this.importer.look(this.uri);
    const [found] = results;
    if (found === undefined) {
      throw new StorageError('not-found', `"${this.name}" holds no result with rows.`);
    }
    const { head, bytes } = found;
    const { result } = await decodeResult(bytes, { modifiedAt: head.updatedAt });
    this.content = await ShownContent.of(result);
    const folder = vscode.Uri.joinPath(this.uri, '..');
    return {
      backend: 'file',
      key: this.name,
      backendTitle: vscode.workspace.asRelativePath(folder, true),
      readonlyReason,
      revision: head.revision,
      updatedAt: head.updatedAt,
      ...this.content.outline(),
    };
  }

  cells(asked: CellsAsked): CellRange {
    return this.read.cells(asked);
  }

  resultOf(contentId: string): OptimizationResult {
    return this.read.resultOf(contentId);
  }

  async saveSets(): Promise<never> {
    throw new StorageError('read-only', readonlyReason);
  }

  async saveRanking(): Promise<never> {
    throw new StorageError('read-only', readonlyReason);
  }

  private get read(): ShownContent {
    if (this.content === undefined)
      throw new StorageError('conflict', 'The file was not read yet.');
    return this.content;
  }
}
