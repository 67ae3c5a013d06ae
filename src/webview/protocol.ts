import type { JsonObject } from '../core/json';
import type { Ranking } from '../core/rankings';
import type { ProblemMetadata } from '../core/result';
import type { ResultSet } from '../core/resultSet';
import type { ColumnType } from '../core/column';
import type { VariableMetadata } from '../core/variables';

/*
 * What the explorer's panel and the extension host say to each other. The panel asks, the host answers; what the host says
 * unasked is a notice. Numbers travel in typed arrays, a range of a column at a time.
 */

/** One column of the result that is shown, without its values. */
export interface ColumnOutline {
  readonly variable: VariableMetadata;
  readonly type: ColumnType;
  /** Rows without a value: null or NaN. Absent when there are none. */
  readonly missing?: number;
}

/** Where a result is, as far as a panel knows it. */
export interface ResultPlace {
  readonly backend: string;
  readonly key: string;
}

/** A result without the values of its columns. */
export interface ResultOutline extends ResultPlace {
  /** The backend as the views call it, e.g. `Primary`. */
  readonly backendTitle: string;
  /** Why result sets cannot be saved in it; absent when they can. */
  readonly readonlyReason?: string;
  readonly revision: string;
  /** Of the columns and their cells alone: it stays when only metadata or result sets change. */
  readonly contentId: string;
  /** Of the columns without rankings: while it stays, each row is what it was, and rows keep their numbers. */
  readonly rowsId: string;
  readonly updatedAt: string;
  readonly problem: ProblemMetadata;
  readonly metadata: JsonObject;
  readonly rowCount: number;
  /** In the order of the result; a column is asked for by its place here. */
  readonly columns: readonly ColumnOutline[];
  readonly resultSets: readonly ResultSet[];
}

/** The values of one column from row `start` on, as its type keeps them. */
export type CellRange = {
  /** One byte per row, 0 where the cell is missing; absent when none is. */
  readonly valid?: Uint8Array;
} & (
  | { readonly type: 'float64'; readonly values: Float64Array }
  | { readonly type: 'int64'; readonly values: BigInt64Array }
  | { readonly type: 'boolean'; readonly values: Uint8Array }
  | { readonly type: 'string'; readonly values: readonly string[] }
  | {
      readonly type: 'categorical';
      readonly values: Uint32Array;
      readonly categories: readonly string[];
    }
);

/** One of several results that are compared, or why it cannot be read. */
export type ComparedOutline = ResultPlace & { readonly backendTitle: string } & (
    { readonly outline: ResultOutline } | { readonly failure: string }
  );

/** Everything that a panel may ask for, by its name. */
export interface Requests {
  /** The result as it is now. */
  readonly outline: { readonly ask: Record<never, never>; readonly answer: ResultOutline };
  /** The results that are compared as they are now, in the order in which they were chosen. */
  readonly compared: {
    readonly ask: Record<never, never>;
    readonly answer: readonly ComparedOutline[];
  };
  /** Rows `start` (inclusive) to `end` (exclusive) of the column at a place of the outline with this content. */
  readonly cells: {
    readonly ask: {
      readonly contentId: string;
      readonly column: number;
      readonly start: number;
      readonly end: number;
    };
    readonly answer: CellRange;
  };
  /** Somebody did something in the page, and did not only look at it. */
  readonly use: { readonly ask: Record<never, never>; readonly answer: true };
  /** Stores these result sets in place of those of a revision; the answer is what there is then. */
  readonly saveSets: {
    readonly ask: { readonly revision: string; readonly resultSets: readonly ResultSet[] };
    readonly answer: ResultOutline;
  };
  /** Writes a picture of a view to a file of the user's choice. */
  readonly savePicture: {
    readonly ask: {
      /** Of the view, for the name of the file. */
      readonly view: string;
      readonly format: 'png' | 'svg';
      readonly bytes: Uint8Array;
    };
    readonly answer: SavedAs;
  };
  /** Stores a ranking as a column and these result sets in place of those of a revision; the answer is what there is then. */
  readonly saveRanking: {
    readonly ask: {
      readonly revision: string;
      readonly ranking: Ranking;
      readonly resultSets: readonly ResultSet[];
    };
    readonly answer: ResultOutline;
  };
  /** Writes rows to a file, whose format and place the host asks for. */
  readonly exportRows: { readonly ask: RowsAsked; readonly answer: SavedAs };
  /** Puts Python code on the clipboard that loads the result and takes these rows, ascending. */
  readonly copyRowsAsPython: {
    readonly ask: Required<Pick<RowsAsked, 'contentId' | 'rows'>>;
    readonly answer: true;
  };
}

/** Some rows and columns of the result that is shown. */
export interface RowsAsked {
  readonly contentId: string;
  /** In the order in which they shall stand; absent: all as they are. */
  readonly rows?: Uint32Array;
  /** Places of columns in the outline, likewise. */
  readonly columns?: readonly number[];
  /** How the rows were chosen, in words. */
  readonly words: string;
  /** What they are called in the name of a file; absent: nothing but the result's own name. */
  readonly part?: string;
}

/** Where something was written; no place when the user changed their mind. */
export interface SavedAs {
  /** As the user knows it. */
  readonly savedAs?: string;
}

export type RequestName = keyof Requests;

/** A question with a number of its own, under which its answer comes. */
export type RequestMessage = {
  [Name in RequestName]: {
    readonly id: number;
    readonly request: Name;
    readonly ask: Requests[Name]['ask'];
  };
}[RequestName];

/** What the host sends. */
export type HostMessage =
  | { readonly id: number; readonly answer: Requests[RequestName]['answer'] }
  | { readonly id: number; readonly failure: string }
  /** The result has another revision, another name, or is gone: ask for its outline again. */
  | { readonly notice: 'changed' };

/** What every panel keeps while it is hidden and over a reload of the window. */
export interface KeptViews {
  /** What each view remembers, by its id. */
  readonly views?: JsonObject;
}

/** What an explorer keeps: which result it shows. */
export type PanelState = KeptViews & ResultPlace;

/** What a comparison keeps: which results it compares. */
export interface CompareState extends KeptViews {
  readonly compared: readonly ResultPlace[];
}
