import { storageInfoText } from '../documents/storageInfoText';
import type { CommandContext } from './commandContext';

/** Shows the figures of every backend as a document. */
export async function showStorageInfo({ manager, reports }: CommandContext): Promise<void> {
  await reports.show('Storage Info', storageInfoText(await manager.getStorageInfo()));
}
