import type { SyncAction, SyncFailure, SyncPlan, SyncStatistics } from '../../storage/syncPlan';
import type { SyncReport } from '../../storage/syncRun';
import { counted, inBytes } from '../wording';
import { markdownTable } from './markdownTable';

export const directionWords = {
  primary_to_secondary: 'from primary to secondary',
  secondary_to_primary: 'from secondary to primary',
  bidirectional: 'both ways',
  sources_to_primary: 'from sources to primary',
} as const;

const kindTitles: readonly (readonly [SyncAction['kind'], string])[] = [
  ['conflict', 'Conflicts'],
  ['delete', 'To delete'],
  ['update', 'To update'],
  ['copy', 'To copy'],
];

/** The plan of a sync, for reading before it is run. */
export function syncPlanText(plan: SyncPlan): string {
  const work = plan.actions.filter(action => action.kind !== 'skip-equal');
  const equal = plan.actions.length - work.length;
  return joined(
    `# Sync plan: ${directionWords[plan.direction]}`,
    introduction(work),
    `Policy for results that differ on both sides: \`${plan.policy}\`.`,
    plan.needsConfirmation &&
      '**This plan would delete more than half of a side.** Running it asks once more.',
    statisticsTable(plan.expected, 'Expected'),
    ...kindTitles.map(([kind, title]) => actionsOf(kind, title, work)),
    failuresTable(plan.failures),
    equal > 0 && `${counted(equal, 'result')} equal on both sides: left as they are.`,
    ...plan.notes,
  );
}

function introduction(work: readonly SyncAction[]): string {
  if (work.length === 0) return 'There is nothing to do.';
  return work.some(action => action.to !== undefined)
    ? 'Nothing was changed yet. To run this plan, use the button "Run Sync Plan" above this text, or the command of that name.'
    : 'Nothing would be written: what differs is in conflict. Choose another policy, or edit or delete one side.';
}

/** What a sync did. */
export function syncReportText(plan: SyncPlan, report: SyncReport): string {
  return joined(
    `# Sync report: ${directionWords[plan.direction]}`,
    report.cancelled
      ? 'The sync was cancelled. What is counted here was done; running it again does the rest.'
      : report.failures.length > 0
        ? 'Not everything could be done. Running it again tries the rest.'
        : 'Everything was done.',
    statisticsTable(report.statistics, 'Done'),
    actionsOf('conflict', 'Conflicts', plan.actions),
    failuresTable(report.failures),
    ...report.notes,
  );
}

/** One line for a notification. */
export function syncSummary(statistics: SyncStatistics): string {
  const { copied_to_primary, copied_to_secondary, updated, deleted, conflicts, failed } =
    statistics;
  const parts = [
    [copied_to_primary + copied_to_secondary, 'copied'],
    [updated, 'updated'],
    [deleted, 'deleted'],
    [conflicts, conflicts === 1 ? 'conflict' : 'conflicts'],
    [failed, 'failed'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.length === 0 ? 'nothing to do' : told.join(', ');
}

function statisticsTable(statistics: SyncStatistics, title: string): string {
  return markdownTable(
    [title, 'Results'],
    [
      ['Copied to primary', String(statistics.copied_to_primary)],
      ['Copied to secondary', String(statistics.copied_to_secondary)],
      ['Updated', String(statistics.updated)],
      ['Deleted', String(statistics.deleted)],
      ['Conflicts', String(statistics.conflicts)],
      ['Failed', String(statistics.failed)],
      ['Skipped', String(statistics.skipped)],
      ['Transferred', inBytes(statistics.bytes)],
    ],
  );
}

function actionsOf(
  kind: SyncAction['kind'],
  title: string,
  actions: readonly SyncAction[],
): string | false {
  const rows = actions
    .filter(action => action.kind === kind)
    .map(({ key, to, bytes, reason }) => [key, to ?? 'neither', inBytes(bytes), reason]);
  return (
    rows.length > 0 &&
    `## ${title} (${rows.length})\n\n${markdownTable(['Key', 'Written', 'Size', 'Why'], rows)}`
  );
}

function failuresTable(failures: readonly SyncFailure[]): string | false {
  const rows = failures.map(({ key, message }) => [key, message]);
  return (
    rows.length > 0 && `## Failures (${rows.length})\n\n${markdownTable(['Key', 'Why'], rows)}`
  );
}

function joined(...parts: readonly (string | false)[]): string {
  return `${parts.filter(part => part !== false).join('\n\n')}\n`;
}
