import type { Address } from '../../storage/address';
import type { DropHandlers } from '../tree/resultDragAndDrop';
import type { CommandContext } from './commandContext';
import { followRename } from '../documents/registerDocuments';
import { destinationIn, importFiles } from './importResult';
import { transfer } from './migrateResult';
import { withSteps } from './withSteps';

/**
 * What a drop does: results of another backend are copied, results of the same one moved into the folder they are
 * dropped on, files imported.
 * @param context asked for at the time of a drop, because the views are a part of it.
 */
export function dropHandlers(context: () => CommandContext): DropHandlers {
  return {
    takeResults: async (results, to, folder) => {
      await context().reporter.run('Drop results', async () => {
        const foreign = results.filter(({ backend }) => backend !== to);
        const own = results.filter(({ backend }) => backend === to);
        if (foreign.length > 0) await transfer(context(), foreign, { to, move: false });
        if (own.length > 0) await moveInto(context(), own, folder);
      });
    },
    takeFiles: async (files, to, folder) => {
      await context().reporter.run('Drop files', () =>
        importFiles(context(), files, destinationIn(to, folder)),
      );
    },
  };
}

async function moveInto(
  { manager }: CommandContext,
  results: readonly Address[],
  folder: string,
): Promise<void> {
  const moves = results
    .map(({ backend, key }) => ({
      backend,
      key,
      newKey: folder + key.slice(key.lastIndexOf('/') + 1),
    }))
    .filter(({ key, newKey }) => key !== newKey);
  if (moves.length === 0) return;
  await withSteps(`Moving into ${folder || 'the top'}`, moves, async ({ backend, key, newKey }) => {
    await manager.renameResult(key, newKey);
    await followRename(backend, key, newKey);
  });
}
