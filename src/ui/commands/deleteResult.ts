import type { Address, BackendName } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import { backendTitles, counted } from '../wording';
import { chooseResults } from './chooseResults';
import type { CommandContext } from './commandContext';
import { confirmRemoval } from './confirmRemoval';
import { UndoableRemoval } from './undoableRemoval';
import { withSteps } from './withSteps';

/** Deletes results, from the backend they were chosen in or from all, after asking; offers Undo afterwards. */
export async function deleteResult(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { manager, reporter } = context;
  const chosen = await chooseResults(context, args, 'Delete Results');
  const replicas = await replicasOf(manager, chosen);
  const removal = await UndoableRemoval.prepare(manager, [...chosen, ...replicas]);
  const everywhere = await askWhere(chosen, replicas, removal.obstacle);
  // Not awaited: the command is done, the offer stands until it is dismissed.
  const offerUndo = (message: string): void => {
    void reporter.run('Undo', () => removal.offer(message));
  };
  try {
    await withSteps<Address, unknown>(
      `Deleting ${counted(chosen.length, 'result')}`,
      chosen,
      address => (everywhere ? manager.deleteResult(address.key) : manager.deleteFrom(address)),
    );
  } catch (error) {
    offerUndo('Not everything was deleted.');
    throw error;
  }
  offerUndo(`Deleted ${namesOf(chosen)}.`);
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

/** The copies of results in other backends. The cache does not count: it forgets by itself. */
async function replicasOf(
  manager: StorageManager,
  chosen: readonly Address[],
): Promise<readonly Address[]> {
  const backends = manager.backends.map(({ name }) => name).filter(name => name !== 'cache');
  const found = backends.map(async backend => {
    const elsewhere = chosen.filter(address => address.backend !== backend);
    const keys = elsewhere.map(({ key }) => key);
    // A backend that does not answer has no copies to speak of; deleting there is reported if it fails.
    const headers = await manager.headers(backend, keys).catch(() => new Map<string, never>());
    return [...headers.keys()].map(key => ({ backend, key }));
  });
  return (await Promise.all(found)).flat();
}

function titles(addresses: readonly Address[]): string {
  const names = new Set<BackendName>(addresses.map(({ backend }) => backend));
  return [...names].map(name => backendTitles[name]).join(' and ');
}

function namesOf(results: readonly Address[]): string {
  return results.length === 1 ? `"${results[0]?.key}"` : counted(results.length, 'result');
}
