import type * as vscode from 'vscode';
import type { SourceState } from '../../sources/followedSource';
import type { ShownResult } from '../../sources/itemReading';
import { placeOfSource } from '../../sources/sourceConfig';
import { addUris, urisIn } from './addSource';
import type { CommandContext } from './commandContext';
import { openAsSet } from './openResult';

/** Shows the results in files of the Explorer, as sources that are added where there is none yet; opens the only one. */
export async function openInOptiScope(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const [uri, ...others] = urisIn(args);
  if (uri === undefined) return;
  const found = [];
  for (const each of [uri, ...others]) found.push(...(await resultsOf(context, each)));
  const [only, ...more] = found;
  if (only === undefined) return;
  const address = { backend: 'sources', key: only.key } as const;
  await context.views.reveal(address);
  if (more.length === 0) await openAsSet(context, address);
}

async function resultsOf(
  context: CommandContext,
  uri: vscode.Uri,
): Promise<readonly ShownResult[]> {
  const { sources, sourceView } = context;
  const around = sources.states.find(({ config }) => holds(config.location, uri.fsPath));
  const name = around?.config.name ?? (await addUris(context, [uri]))[0];
  if (name === undefined) return [];
  await sourceView.revealSource(name);
  const state = await sources.upToDate(name);
  return state === undefined ? [] : resultsAt(state, uri.fsPath);
}

function resultsAt({ readings }: SourceState, path: string): readonly ShownResult[] {
  return readings.filter(({ item }) => isWithin(item.path, path)).flatMap(({ results }) => results);
}

function holds(location: string, path: string): boolean {
  const { root, isMeant } = placeOfSource(location);
  if (!isWithin(path, root)) return false;
  return isMeant?.(path.slice(root.length + 1).replaceAll('\\', '/')) ?? true;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
}
