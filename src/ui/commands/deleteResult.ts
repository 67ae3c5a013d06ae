import { isLasting } from '../../storage/address';
import type { Address, BackendName } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import { undoObstacle } from '../undoText';
import { backendTitles, counted } from '../wording';
import { chooseResults, isOurs } from './chooseResults';
import type { CommandContext } from './commandContext';
import { confirmRemoval } from './confirmRemoval';
import { undoably } from './undoable';
import { withSteps } from './withSteps';

/** Deletes results, from the backend they were chosen in or from all, after asking; offers Undo afterwards. */
export async function deleteResult(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { manager } = context;
  const chosen = await chooseResults(context, args, {
    title: 'Delete Results',
    isOffered: isOurs,
  });
  const replicas = await replicasOf(manager, chosen);
  const bytes = await sizeOf(manager, [...chosen, ...replicas]);
  const everywhere = await askWhere(chosen, replicas, undoObstacle(manager.changes.limit, bytes));
  const texts = {
    title: `Delete ${namesOf(chosen)}`,
    done: () => `Deleted ${namesOf(chosen)}.`,
    half: 'Not everything was deleted.',
  };
  await undoably(context, texts, change =>
    withSteps<Address, unknown>(`Deleting ${counted(chosen.length, 'result')}`, chosen, address =>
      everywhere
        ? manager.deleteResult(address.key, { change })
        : manager.deleteFrom(address, { change }),
    ),
  );
}

async function askWhere(
  chosen: readonly Address[],
  replicas: readonly Address[],
  obstacle = '',
): Promise<boolean> {
  const places = titles(chosen);
  const others = titles(replicas);
  const all = `Delete from ${[places, others].join(' and ')}`;
  const here =
    replicas.length > 0
      ? `Delete from ${places} Only`
      : `Delete ${counted(chosen.length, 'Result')}`;
  const copied = new Set(replicas.map(({ key }) => key)).size;
  const copies =
    replicas.length === 0
      ? `From ${places}; no other backend has a copy.`
      : `${chosen.length === 1 ? 'It is' : `${counted(copied, 'result')} of them are`} in ${others} too.`;
  const button = await confirmRemoval({
    message: `Delete ${namesOf(chosen)}?`,
    detail: `${copies} ${obstacle}`.trim(),
    buttons: replicas.length > 0 ? [here, all] : [here],
    name: chosen.length === 1 ? (chosen[0]?.key ?? '') : String(chosen.length),
  });
  return button === all;
}

/** The copies of results in other backends. The cache does not count: it forgets by itself; nor do sources, which are not ours. */
async function replicasOf(
  manager: StorageManager,
  chosen: readonly Address[],
): Promise<readonly Address[]> {
  const backends = manager.backends.map(({ name }) => name).filter(isLasting);
  const found = backends.map(async backend => {
    const elsewhere = chosen.filter(address => address.backend !== backend);
    const keys = elsewhere.map(({ key }) => key);
    // A backend that does not answer has no copies to speak of; deleting there is reported if it fails.
    const headers = await manager.headers(backend, keys).catch(() => new Map<string, never>());
    return [...headers.keys()].map(key => ({ backend, key }));
  });
  return (await Promise.all(found)).flat();
}

/** How large results are together, as far as their headers can be read. */
async function sizeOf(manager: StorageManager, results: readonly Address[]): Promise<number> {
  let bytes = 0;
  for (const backend of new Set(results.map(address => address.backend))) {
    const keys = results.filter(address => address.backend === backend).map(({ key }) => key);
    const headers = await manager.headers(backend, keys).catch(() => new Map<string, never>());
    for (const header of headers.values()) bytes += 'size' in header ? header.size : 0;
  }
  return bytes;
}

function titles(addresses: readonly Address[]): string {
  const names = new Set<BackendName>(addresses.map(({ backend }) => backend));
  return [...names].map(name => backendTitles[name]).join(' and ');
}

function namesOf(results: readonly Address[]): string {
  return results.length === 1 ? `"${results[0]?.key}"` : counted(results.length, 'result');
}
