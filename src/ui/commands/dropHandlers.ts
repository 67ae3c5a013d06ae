import type { Address } from '../../storage/address';
import type { DropHandlers } from '../tree/resultDragAndDrop';
import type { CommandContext } from './commandContext';
import { counted } from '../wording';
import { followRename } from '../documents/registerDocuments';
import { destinationIn, importFiles } from './importResult';
import { transfer } from './migrateResult';
import { undoably } from './undoable';
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
  context: CommandContext,
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
  const target = folder || 'the top';
  const texts = {
    title: `Move ${counted(moves.length, 'result')} into ${target}`,
    done: () => `Moved ${counted(moves.length, 'result')} into ${target}.`,
    half: 'Not everything was moved.',
  };
  await undoably(context, texts, change =>
    withSteps(`Moving into ${target}`, moves, async ({ backend, key, newKey }) => {
      await context.manager.renameResult(key, newKey, { change });
      await followRename(backend, key, newKey);
    }),
  );
}
