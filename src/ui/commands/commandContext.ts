import type { SourceStorage } from '../../sources/sourceStorage';
import type { StorageManager } from '../../storage/manager';
import type { ConfiguredBackends } from '../configuredBackends';
import type { ConflictMarks } from '../conflictMarks';
import type { ReportDocuments } from '../documents/reportDocuments';
import type { Comparisons } from '../explorer/comparisons';
import type { ExplorerPanels } from '../explorer/explorerPanels';
import type { Importer } from '../importing/importer';
import type { Reporter } from '../report';
import type { SourceView } from '../sources/sourceView';
import type { ResultViews } from '../tree/resultViews';

/** What commands work with. */
export interface CommandContext {
  readonly manager: StorageManager;
  readonly views: ResultViews;
  readonly importer: Importer;
  readonly reports: ReportDocuments;
  readonly conflicts: ConflictMarks;
  readonly reporter: Reporter;
  readonly backends: ConfiguredBackends;
  readonly sources: SourceStorage;
  readonly sourceView: SourceView;
  readonly explorers: ExplorerPanels;
  readonly comparisons: Comparisons;
}
