import * as vscode from 'vscode';
import type { Entry } from '../../storage/backend';
import type { Address, BackendName } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import { messageOf } from '../report';
import { counted, inBytes } from '../wording';
import { withSteps } from './withSteps';

/** Most bytes of removed results that are kept in memory for Undo. */
const largestUndo = 256 * 1024 * 1024;

interface Kept {
  readonly backend: BackendName;
  readonly entry: Entry;
}

/** What is about to be removed, held so that it can be put back byte for byte. */
export class UndoableRemoval {
  private constructor(
    private readonly manager: StorageManager,
    private readonly kept: readonly Kept[],
    /** Why Undo will not be offered, to be said before the question; undefined when it will. */
    readonly obstacle: string | undefined,
  ) {}

  /** Reads the artifacts at `addresses`, unless they are too large together or one cannot be read. */
  static async prepare(
    manager: StorageManager,
    addresses: readonly Address[],
  ): Promise<UndoableRemoval> {
    const kept: Kept[] = [];
    let bytes = 0;
    for (const address of addresses) {
      const entry = await manager.readArtifact(address).catch((error: unknown) => messageOf(error));
      if (typeof entry === 'string') {
        return new UndoableRemoval(manager, [], `This cannot be undone. ${entry}`);
      }
      bytes += entry.bytes.length;
      if (bytes > largestUndo) {
        return new UndoableRemoval(
          manager,
          [],
          `This cannot be undone: there is more than ${inBytes(largestUndo)}.`,
        );
      }
      kept.push({ backend: address.backend, entry });
    }
    return new UndoableRemoval(manager, kept, undefined);
  }

  /** Says what happened and offers to take it back, as far as it did happen. */
  async offer(message: string): Promise<void> {
    const gone = await this.gone();
    const undo = gone.length > 0 ? ['Undo'] : [];
    const chosen = await vscode.window.showInformationMessage(message, ...undo);
    if (chosen === undefined) return;
    const keys = new Set(gone.map(({ entry }) => entry.header.key));
    await withSteps(`Restoring ${counted(keys.size, 'result')}`, gone, ({ backend, entry }) =>
      this.manager.restore(entry, backend),
    );
    void vscode.window.showInformationMessage(`${counted(keys.size, 'result')} restored.`);
  }

  private async gone(): Promise<readonly Kept[]> {
    const gone: Kept[] = [];
    for (const { backend, entry } of this.kept) {
      const { key } = entry.header;
      if ((await this.manager.header({ backend, key })) === undefined)
        gone.push({ backend, entry });
    }
    return gone;
  }
}
