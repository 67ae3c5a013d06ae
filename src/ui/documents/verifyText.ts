import { countText } from '../../core/countText';
import type { FixOutcome } from '../../storage/verifyFix';
import type {
  FindingKind,
  VerifiedBackend,
  VerifyFinding,
  VerifyFix,
  VerifyReport,
} from '../../storage/verifyReport';
import { fixesOf, isSound } from '../../storage/verifyReport';
import { backendTitles, counted, inBytes } from '../wording';
import { escaped, markdownTable } from './markdownTable';

/** More than so many of a kind are only counted: nobody reads them, and an editor is slow with them. */
const longestList = 200;

const kindTitles: Readonly<Record<FindingKind, string>> = {
  damaged: 'damaged',
  unsupported: 'not readable',
  'header-differs': 'noted wrongly',
  'row-count': 'row count differs',
  'duplicate-revision': 'revision used twice',
  copied: 'copy',
  index: 'index wrong',
  database: 'database damaged',
  'replica-differs': 'replicas differ',
  'replica-missing': 'replica missing',
  unreachable: 'does not answer',
};

/** What a verification found, for reading; and what fixing did just before it, if it did. */
export function verifyReportText(
  report: VerifyReport,
  outcomes: readonly FixOutcome[] = [],
): string {
  const faults = report.findings.filter(({ isFault }) => isFault);
  const notes = report.findings.filter(({ isFault }) => !isFault);
  return joined(
    '# Storage verification',
    introduction(report, faults),
    outcomesText(outcomes),
    countsTable(report),
    faultsText(faults),
    notesTable(notes),
  );
}

/** One line for a notification. */
export function verifySummary(report: VerifyReport): string {
  const faults = report.findings.filter(({ isFault }) => isFault).length;
  const checked = checkedInWords(report);
  if (faults > 0) return `${counted(faults, 'fault')} found. Checked: ${checked}.`;
  if (report.cancelled) return `Stopped. Sound so far: ${checked}.`;
  return `Everything is sound: ${checked} checked.`;
}

/** e.g. `120 results in Primary, 118 in Secondary, 34 MB`. */
function checkedInWords({ primary, secondary }: VerifyReport): string {
  const size = inBytes(primary.bytes + (secondary?.bytes ?? 0));
  if (secondary === undefined) return `${counted(primary.checked, 'result')}, ${size}`;
  const replicas = `${countText(secondary.checked)} in ${backendTitles.secondary}`;
  return `${counted(primary.checked, 'result')} in ${backendTitles.primary}, ${replicas}, ${size}`;
}

/** A fix in words, e.g. `Restore runs/a in Primary from Secondary`. */
export function fixInWords(fix: VerifyFix): string {
  const place = backendTitles[fix.backend];
  switch (fix.action) {
    case 'restore':
      return `Restore ${fix.key} in ${place} from ${backendTitles[fix.from]}`;
    case 'quarantine':
      return `Move ${fix.key} in ${place} to the quarantine`;
    case 'rebuild':
      return `Rebuild the index of ${place}`;
  }
}

/** What fixing did, for a notification, e.g. `Mended 1 of 2 findings.` */
export function fixedInWords(outcomes: readonly FixOutcome[]): string {
  const fixed = outcomes.filter(({ isFixed }) => isFixed).length;
  const all = counted(outcomes.length, 'finding');
  return fixed === outcomes.length ? `Mended ${all}.` : `Mended ${fixed} of ${all}.`;
}

function introduction(report: VerifyReport, faults: readonly VerifyFinding[]): string {
  const stopped = report.cancelled ? ['The verification was stopped; this is what it saw.'] : [];
  if (isSound(report)) return verifySummary(report);
  if (faults.length === 0) return [...stopped, 'Nothing wrong was found.'].join(' ');
  const fixable = fixesOf(report).length > 0;
  return [
    ...stopped,
    `${counted(faults.length, 'fault')} found. Verifying changes nothing.`,
    fixable
      ? 'To choose what to mend, use the button "Fix Findings…" above this text, or the command of that name. Nothing is deleted by it: what is replaced or moved away is set aside in a quarantine, from where Undo Last Change puts it back; Storage Info tells how much is there.'
      : 'There is nothing that can be mended from here; what you can do is said below.',
  ].join(' ');
}

function countsTable({ primary, secondary }: VerifyReport): string {
  const backends = [primary, secondary].filter(backend => backend !== undefined);
  const row = (title: string, value: (backend: VerifiedBackend) => string) => [
    title,
    ...backends.map(value),
  ];
  /** What is seldom other than nothing is left out when it is. */
  const rare = (title: string, value: (backend: VerifiedBackend) => string) =>
    backends.every(backend => value(backend) === '0') ? [] : [row(title, value)];
  const table = markdownTable(
    ['Backend', backendTitles.primary, ...(secondary ? [backendTitles.secondary] : [])],
    [
      row('Location', ({ location }) => location),
      row('Results', ({ checked }) => countText(checked)),
      row('Sound', ({ sound }) => countText(sound)),
      row('Damaged', ({ damaged }) => countText(damaged)),
      ...rare('Not readable', ({ unsupported }) => countText(unsupported)),
      ...rare('Out of reach', ({ unreachable, error }) =>
        error !== undefined && unreachable === 0 ? 'all' : countText(unreachable),
      ),
      row('Size of the sound ones', ({ bytes }) => inBytes(bytes)),
    ],
  );
  return `## What was checked\n\n${table}`;
}

function outcomesText(outcomes: readonly FixOutcome[]): string | false {
  const lines = outcomes.map(
    ({ isFixed, message }) => `- ${isFixed ? '' : '**Not fixed:** '}${escaped(message)}`,
  );
  return lines.length > 0 && `## What was done\n\n${lines.join('\n')}`;
}

/** By result: what is wrong with it in each backend, and what can be done. */
function faultsText(faults: readonly VerifyFinding[]): string | false {
  if (faults.length === 0) return false;
  const parts: string[] = [`## Faults (${countText(faults.length)})`];
  let last: string | undefined | null = null;
  for (const { backend, key, kind, message, fixes } of faults.slice(0, longestList)) {
    if (key !== last) parts.push(`### ${key === undefined ? 'As a whole' : escaped(key)}`);
    last = key;
    const remedies = fixes.map(fix => `\n  - Fix: ${escaped(fixInWords(fix))}.`);
    parts.push(
      `- **${backendTitles[backend]}: ${kindTitles[kind]}.** ${escaped(message)}${remedies.join('')}`,
    );
  }
  const left = faults.length - longestList;
  if (left > 0) parts.push(`… and ${counted(left, 'more fault')}.`);
  return parts.join('\n\n');
}

function notesTable(notes: readonly VerifyFinding[]): string | false {
  if (notes.length === 0) return false;
  const rows = notes
    .slice(0, longestList)
    .map(({ key, backend, kind, message }) => [
      key ?? '',
      backendTitles[backend],
      kindTitles[kind],
      message,
    ]);
  const left = notes.length - longestList;
  return joined(
    `## Good to know (${countText(notes.length)})`,
    'None of this is damage.',
    markdownTable(['Key', 'Where', 'What', 'Details'], rows),
    left > 0 && `… and ${countText(left)} more.`,
  ).trimEnd();
}

function joined(...parts: readonly (string | false)[]): string {
  return `${parts.filter(part => part !== false).join('\n\n')}\n`;
}
