import type { Json } from '../../core/json';
import type { AnalysisClient } from '../analysis/analysisClient';
import type { ColumnStore } from '../model/columnStore';
import type { SelectionModel } from '../model/selectionModel';
import type { SetsModel } from '../model/setsModel';
import type { SetKeeper } from '../page/setKeeper';
import type { ThemeSource } from '../page/theme';
import type { PictureFormat } from '../plots/picture';
import type { ResultOutline } from '../protocol';

/** What a view works with: one result with one content. */
export interface ViewContext {
  /** As it is now: metadata and result sets may change, variables and rows do not. */
  readonly outline: ResultOutline;
  readonly columns: ColumnStore;
  readonly selection: SelectionModel;
  /** The result sets, and which of them are shown as colours. */
  readonly sets: SetsModel;
  readonly theme: ThemeSource;
  readonly analysis: AnalysisClient;
  /** Stores what is made of the result; the page is filled anew then. */
  readonly keeper: Pick<SetKeeper, 'saveRanking'>;
  /** Says something to screen readers. */
  readonly announce: (text: string) => void;
  /** What the view keeps while the page is hidden and over a reload; written as often as it changes. */
  readonly memory: { value: Json | undefined };
}

/** A way of looking at the result, in a place of its own in the page. */
export interface View {
  /** Draws with the size that the place has now; called again whenever that changes, and only while the view is in sight. */
  draw(): void;
  /** Resolves when all is drawn that was asked first. Absent where nothing else needs to wait for it. */
  readonly drawn?: Promise<void>;
  /** The plot in sight, without what the mouse draws. Absent where there is no plot. */
  picture?(format: PictureFormat): Promise<Blob>;
  dispose(): void;
}

/** Makes a view that stands behind a tab, of one result unless it says otherwise. */
export interface ViewKind<Context = ViewContext> {
  readonly id: string;
  readonly title: string;
  create(place: HTMLElement, context: Context): View;
}
