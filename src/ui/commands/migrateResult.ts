import * as vscode from 'vscode';
import type { Address, BackendName } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import type { MigrateOutcome } from '../../storage/migrateResult';
import { backendTitles, counted } from '../wording';
import { chooseResults, isOurs } from './chooseResults';
import type { CommandContext } from './commandContext';
import { undoably } from './undoable';
import { withSteps } from './withSteps';

interface Target {
  readonly to: BackendName;
  readonly move: boolean;
}

type OnConflict = 'overwrite' | 'keep-both' | 'skip';

/** Copies or moves results to another backend, byte for byte and read back. */
export async function migrateResult(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const results = await chooseResults(context, args, { title: 'Migrate Results' });
  const target = await pickTarget(context.manager, results);
  await transfer(context, results, target);
}

/** The part of {@link migrateResult} behind its first question; drag and drop starts here. */
export async function transfer(
  context: CommandContext,
  results: readonly Address[],
  { to, move }: Target,
): Promise<void> {
  const { manager } = context;
  const sources = results.filter(({ backend }) => backend !== to);
  const onConflict = await askOnConflict(manager, sources, to);
  const what = `${counted(sources.length, 'result')} to ${backendTitles[to]}`;
  const texts = {
    title: `${move ? 'Move' : 'Copy'} ${what}`,
    done: (outcomes: readonly MigrateOutcome[]) => outcomesInWords(outcomes, { to, move }),
    half: `Not everything was ${move ? 'moved' : 'copied'}.`,
  };
  await undoably(context, texts, change =>
    withSteps(`${move ? 'Moving' : 'Copying'} ${what}`, sources, ({ backend, key }) =>
      manager.migrateResult(key, backend, to, { move, onConflict, change }),
    ),
  );
}

function outcomesInWords(outcomes: readonly MigrateOutcome[], { to, move }: Target): string {
  const done = outcomes.filter(({ outcome }) => outcome !== 'skipped').length;
  const skipped = outcomes.length - done;
  return (
    `${move ? 'Moved' : 'Copied'} ${counted(done, 'result')} to ${backendTitles[to]}, verified by reading back.` +
    (skipped > 0 ? ` ${counted(skipped, 'result')} skipped.` : '')
  );
}

async function pickTarget(
  { backends }: StorageManager,
  results: readonly Address[],
): Promise<Target> {
  const targets = backends.filter(
    ({ name, isReadonly }) => !isReadonly && results.some(({ backend }) => backend !== name),
  );
  const canMove = results.every(isOurs);
  const picks = targets.flatMap(({ name, location, type }) => {
    const description = type === 'memory' ? 'memory' : location;
    const title = backendTitles[name];
    const copy = { label: `$(copy) Copy to ${title}`, target: { to: name, move: false } };
    const move = { label: `$(arrow-right) Move to ${title}`, target: { to: name, move: true } };
    return [copy, ...(canMove ? [move] : [])].map(pick => ({ ...pick, description }));
  });
  const picked = await vscode.window.showQuickPick(picks, {
    title: `Migrate ${results.length === 1 ? `"${results[0]?.key}"` : counted(results.length, 'result')}`,
    placeHolder: 'Where to; a copy keeps its identity, so that a sync knows it again',
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.target;
}

/** Asks once what to do with all results whose key is taken by something else. */
async function askOnConflict(
  manager: StorageManager,
  sources: readonly Address[],
  to: BackendName,
): Promise<OnConflict> {
  const there = await manager.headers(
    to,
    sources.map(({ key }) => key),
  );
  if (there.size === 0) return 'skip';
  const picks: (vscode.QuickPickItem & { readonly value: OnConflict })[] = [
    { label: 'Skip', description: 'Leave what is there', value: 'skip' },
    { label: 'Keep both', description: 'Copy under another key', value: 'keep-both' },
    { label: 'Overwrite', description: 'Replace what is there', value: 'overwrite' },
  ];
  const picked = await vscode.window.showQuickPick(picks, {
    title: `${counted(there.size, 'key')} taken in ${backendTitles[to]}: ${[...there.keys()].slice(0, 3).join(', ')}${there.size > 3 ? ', …' : ''}`,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.value;
}
