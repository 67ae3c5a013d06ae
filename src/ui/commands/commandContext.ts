import type { StorageManager } from '../../storage/manager';
import type { ConflictMarks } from '../conflictMarks';
import type { ReportDocuments } from '../documents/reportDocuments';
import type { Importer } from '../importing/importer';
import type { ToAbsolute } from '../pythonSnippet';
import type { Reporter } from '../report';
import type { ResultViews } from '../tree/resultViews';

/** What commands work with. */
export interface CommandContext {
  readonly manager: StorageManager;
  readonly views: ResultViews;
  readonly importer: Importer;
  readonly reports: ReportDocuments;
  readonly conflicts: ConflictMarks;
  readonly reporter: Reporter;
  readonly toAbsolute: ToAbsolute;
}
