import * as vscode from 'vscode';
import type { ConflictPolicy, SyncDirection, SyncPlan } from '../../storage/syncPlan';
import type { SyncReport } from '../../storage/syncRun';
import { directionWords, syncPlanText, syncReportText, syncSummary } from '../documents/syncText';
import { readSettings } from '../settings';
import type { CommandContext } from './commandContext';
import { undoably } from './undoable';
import { withCancel } from './withCancel';

const directions: readonly (vscode.QuickPickItem & { readonly value: SyncDirection })[] = [
  {
    label: '$(arrow-right) Primary to secondary',
    description: 'the primary wins',
    value: 'primary_to_secondary',
  },
  {
    label: '$(arrow-left) Secondary to primary',
    description: 'the secondary wins',
    value: 'secondary_to_primary',
  },
  {
    label: '$(arrow-both) Both ways',
    description: 'a policy decides where both differ',
    value: 'bidirectional',
  },
  {
    label: '$(cloud-download) Sources to primary',
    description: 'brings new and grown results over; what you changed in the primary stays',
    value: 'sources_to_primary',
  },
];

const policies: readonly (vscode.QuickPickItem & { readonly value: ConflictPolicy })[] = [
  {
    label: 'Newer wins',
    description: 'conflicts that time cannot settle are left alone',
    value: 'newer',
  },
  { label: 'Keep both', description: 'the loser gets another key', value: 'keep-both' },
  { label: 'Primary wins', value: 'primary' },
  { label: 'Secondary wins', value: 'secondary' },
  { label: 'Skip conflicts', description: 'leave both as they are', value: 'skip' },
];

/** Plans a sync, shows the plan, and runs it when the user says so. Holds the one plan that can be run. */
export class SyncCommands {
  private plan: SyncPlan | undefined;

  constructor(private readonly context: CommandContext) {}

  /** Asks for direction and policy and shows what a sync would do. */
  async prepare(): Promise<void> {
    const { manager, reports, conflicts } = this.context;
    const settings = readSettings();
    const direction = await pickFirst(
      offeredDirections(this.context),
      settings.syncDirection,
      'Sync Backends (1/2): Direction',
    );
    const policy =
      direction === 'bidirectional'
        ? await pickFirst(policies, settings.syncPolicy, 'Sync Backends (2/2): Where Both Differ')
        : undefined;
    const plan = await withCancel('Planning the sync', signal =>
      manager.planSync(direction, { signal, ...(policy !== undefined && { policy }) }),
    );
    this.hold(plan);
    conflicts.mark(conflictsIn(plan));
    await reports.show('Sync Plan', syncPlanText(plan));
    if (syncSummary(plan.expected) !== 'nothing to do') this.offer(plan);
  }

  /** Runs the plan that was shown last, with progress and Cancel, and shows what was done. */
  async run(): Promise<void> {
    const { plan } = this;
    if (plan === undefined) return this.prepare();
    const { manager, reports, conflicts } = this.context;
    const allowMassDelete = plan.needsConfirmation && (await confirmMassDelete(plan));
    this.hold(undefined);
    const texts = {
      title: `Sync ${directionWords[plan.direction]}`,
      done: reportInWords,
      half: 'Not everything was synchronised.',
      isWarning: ({ failures }: SyncReport) => failures.length > 0,
    };
    const report = await undoably(this.context, texts, change =>
      withCancel('Synchronising', (signal, progress) =>
        manager.runSync(plan, {
          signal,
          allowMassDelete,
          change,
          onProgress: ({ done, total, key }) =>
            progress.report({ message: `${done} of ${total} · ${key}`, increment: 100 / total }),
        }),
      ),
    );
    conflicts.mark(conflictsIn(plan));
    await reports.show('Sync Report', syncReportText(plan, report));
  }

  private hold(plan: SyncPlan | undefined): void {
    this.plan = plan;
    void vscode.commands.executeCommand('setContext', 'optiscope.hasSyncPlan', plan !== undefined);
  }

  private offer(plan: SyncPlan): void {
    const run = 'Run Sync Plan';
    // Not awaited: the plan can also be run by its command, and is meant to be read first.
    void vscode.window
      .showInformationMessage(`Sync plan: ${syncSummary(plan.expected)}.`, run)
      .then(chosen => {
        if (chosen === run && this.plan === plan) {
          void vscode.commands.executeCommand('optiscope.runSyncPlan');
        }
      });
  }
}

function reportInWords({ statistics, cancelled }: SyncReport): string {
  return `Sync: ${syncSummary(statistics)}${cancelled ? ', then cancelled' : ''}.`;
}

function conflictsIn(plan: SyncPlan): readonly string[] {
  return plan.actions.filter(({ kind }) => kind === 'conflict').map(({ key }) => key);
}

/** Only what there are both sides of. */
function offeredDirections({ manager, sources }: CommandContext): typeof directions {
  const hasSecondary = manager.backends.some(({ name }) => name === 'secondary');
  const hasSources = sources.states.length > 0;
  return directions.filter(({ value }) =>
    value === 'sources_to_primary' ? hasSources : hasSecondary,
  );
}

async function pickFirst<T extends string>(
  items: readonly (vscode.QuickPickItem & { readonly value: T })[],
  first: T,
  title: string,
): Promise<T> {
  const sorted = [...items].sort((a, b) => Number(b.value === first) - Number(a.value === first));
  const picked = await vscode.window.showQuickPick(sorted, { title });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.value;
}

async function confirmMassDelete(plan: SyncPlan): Promise<true> {
  const run = `Delete ${plan.expected.deleted} Results`;
  const chosen = await vscode.window.showWarningMessage(
    'This sync deletes more than half of a side.',
    { modal: true, detail: 'The plan lists what would be deleted and why.' },
    run,
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  return true;
}
