import * as vscode from 'vscode';
import type { ImportProblem } from '../importing/importText';
import {
  importedInWords,
  problemsInWords,
  problemsText,
  rolesInWords,
} from '../importing/importText';
import { backendTitles } from '../wording';
import type { CommandContext } from './commandContext';
import type { Destination, ImportedFile } from './importResult';
import { takeBack } from './undoLastChange';

/** What came of a gesture. */
interface ImportOutcome {
  readonly done: readonly ImportedFile[];
  /** Files that were left out. */
  readonly problems: readonly ImportProblem[];
  /** Asks anew what the columns of these files, which are of one kind, are for. */
  readonly changeRoles: (files: readonly ImportedFile[]) => Promise<void>;
}

/** Says what was imported and what could not be, shows the first result, and offers what may come next. */
export async function tellImport(
  context: CommandContext,
  destination: Destination,
  outcome: ImportOutcome,
): Promise<void> {
  const { views, reporter } = context;
  const { done, problems } = outcome;
  for (const { imported } of done) {
    const { file, results, format } = imported;
    if (results.length === 0) {
      void vscode.window.showInformationMessage(
        `"${file}" is a sound ${format.title} that holds nothing to import.`,
      );
    }
    for (const { name, notes } of results) {
      for (const note of notes) reporter.info(`${file}, ${name}: ${note}`);
    }
  }
  warn(context, [...problems, ...done.flatMap(unreadOf)]);
  const key = done.flatMap(({ results }) => results)[0]?.key;
  if (key === undefined) return;
  await views.reveal({ backend: destination.backend, key });
  // Nobody waits for it: the import is done, the offers stand until they are dismissed.
  void reporter.run('Import', () => offer(context, destination, outcome));
}

async function offer(
  context: CommandContext,
  destination: Destination,
  { done, changeRoles }: ImportOutcome,
): Promise<void> {
  const { manager } = context;
  const { backend } = destination;
  const results = done.flatMap(file => file.results);
  const ids = new Set(done.map(({ changeId }) => changeId));
  const replaced = (await manager.changes.list()).filter(({ id }) => ids.has(id));
  const first = done.find(({ isAssumed }) => isAssumed)?.imported.question;
  const alike = done.filter(
    ({ isAssumed, imported }) => isAssumed && imported.question?.kind === first?.kind,
  );
  const [open, undo, change] = ['Open', 'Undo', 'Change…'];
  const words = [importedInWords(results, backendTitles[backend])];
  const buttons = [open];
  if (replaced.length > 0) buttons.push(undo);
  if (alike[0] !== undefined) {
    words.push(rolesInWords(alike[0].imported.results));
    buttons.push(change);
  }
  const chosen = await vscode.window.showInformationMessage(words.join(' '), ...buttons);
  if (chosen === open) {
    await vscode.commands.executeCommand('optiscope.open', { backend, key: results[0]?.key });
  } else if (chosen === undo) {
    for (const { id } of [...replaced].reverse()) await takeBack(context, id);
  } else if (chosen === change) {
    await changeRoles(alike);
  }
}

function warn({ reports, reporter }: CommandContext, problems: readonly ImportProblem[]): void {
  if (problems.length === 0) return;
  const message = problemsInWords(problems);
  reporter.info(message);
  const showList = 'Show List';
  void reporter.run(showList, async () => {
    if ((await vscode.window.showWarningMessage(message, showList)) !== showList) return;
    await reports.show('Not Imported', problemsText(problems));
  });
}

function unreadOf({ imported: { file, results } }: ImportedFile): readonly ImportProblem[] {
  return results.flatMap(({ name, unread }) =>
    unread.map(something => ({ ...something, file, result: name })),
  );
}
