import { isLasting } from '../../storage/address';
import { followRename } from '../documents/registerDocuments';
import { askKey } from './askKey';
import { chooseResult, isOurs } from './chooseResults';
import type { CommandContext } from './commandContext';
import { undoably } from './undoable';

/** Gives a result another key in every backend that has it. */
export async function renameResult(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { manager, views } = context;
  const address = await chooseResult(context, args, {
    title: 'Rename Result',
    isOffered: isOurs,
  });
  const newKey = await askKey(manager, 'Rename Result', address.key);
  if (newKey === address.key) return;
  const texts = {
    title: `Rename "${address.key}" to "${newKey}"`,
    done: () => `Renamed "${address.key}" to "${newKey}".`,
    half: `"${address.key}" was not renamed everywhere.`,
  };
  const renamed = await undoably(context, texts, change =>
    manager.renameResult(address.key, newKey, { change }),
  );
  for (const backend of renamed) await followRename(backend, address.key, newKey);
  await views.reveal({ ...address, key: newKey });
}

/** Saves a copy of a result under another key beside it. */
export async function duplicateResult(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { manager, views } = context;
  const { backend, key } = await chooseResult(context, args, {
    title: 'Duplicate Result',
    isOffered: isOurs,
  });
  const newKey = await askKey(manager, 'Duplicate Result', await freeKey(context, `${key}-copy`));
  const target = isLasting(backend) ? backend : 'primary';
  await manager.duplicateResult(key, newKey, target);
  await views.reveal({ backend: target, key: newKey });
}

async function freeKey({ manager }: CommandContext, wanted: string): Promise<string> {
  let key = wanted;
  for (let number = 2; await manager.existsResult(key, { checkAll: true }); number += 1) {
    key = `${wanted}-${number}`;
  }
  return key;
}
