import { countText } from '../../core/countText';
import type {
  BackendReport,
  CacheReport,
  StorageInfo,
  TrashReport,
} from '../../storage/storageInfo';
import { backendTitles, inBytes, resultsInBytes } from '../wording';
import { markdownTable } from './markdownTable';

/** The figures of `StorageManager.getStorageInfo`, for reading. */
export function storageInfoText(info: StorageInfo): string {
  const { primary, secondary, cache, sources, degraded } = info;
  const parts = [
    '# Storage info',
    backendText('Primary', primary),
    secondary === undefined
      ? '## Secondary\n\nNone is configured.'
      : backendText('Secondary', secondary),
    cache === undefined ? '## Cache\n\nSwitched off.' : cacheText(cache),
    ...(sources === undefined ? [] : [backendText('Sources', sources)]),
    ...degraded.map(
      ({ backend, message, answeredBy }) =>
        `**${backendTitles[backend]} does not answer;** ${backendTitles[answeredBy]} stands in. ${message}`,
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function backendText(title: string, report: BackendReport): string {
  const rows: [string, string | undefined][] = [
    ['Type', report.engine === undefined ? report.type : `${report.type} (${report.engine})`],
    ['Location', report.location],
    ['Health', report.health],
    ['Results', report.count === undefined ? undefined : countText(report.count)],
    ['Size', report.bytes === undefined ? undefined : inBytes(report.bytes)],
    ['Trash', report.trash && contentOf(report.trash)],
    ['Set aside as damaged', report.quarantine && contentOf(report.quarantine)],
    ['Free space', report.freeBytes === undefined ? undefined : inBytes(report.freeBytes)],
  ];
  const warnings = report.warnings.map(warning => `- ${warning}`);
  return [`## ${title}`, figures(rows), ...warnings].join('\n\n');
}

function contentOf(trash: TrashReport): string {
  return trash.count === 0 ? 'empty' : resultsInBytes(trash);
}

function cacheText(cache: CacheReport): string {
  const looked = cache.hits + cache.misses;
  const share = looked === 0 ? '' : ` (${Math.round((100 * cache.hits) / looked)} %)`;
  return [
    '## Cache',
    figures([
      ['Results', countText(cache.count)],
      ['Size', inBytes(cache.bytes)],
      ['Largest size', cache.maxBytes === null ? 'unbounded' : inBytes(cache.maxBytes)],
      ['Hits', `${countText(cache.hits)}${share}`],
      ['Misses', countText(cache.misses)],
      ['Evictions', countText(cache.evictions)],
    ]),
  ].join('\n\n');
}

function figures(rows: readonly (readonly [string, string | undefined])[]): string {
  const known = rows.filter((row): row is [string, string] => row[1] !== undefined);
  return markdownTable(['Figure', 'Value'], known);
}
