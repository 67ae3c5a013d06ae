import { ColumnStore } from '../model/columnStore';
import type { ColumnSource } from '../model/neededColumns';
import type { HostLink } from '../page/hostLink';
import { signs } from '../plots/signs';
import type { Sign } from '../plots/signs';
import type { CompareState, ComparedOutline, ResultPlace } from '../protocol';

/** One of the results that were chosen. */
export interface Compared extends Sign {
  /** Of its address; stays when its content changes. */
  readonly id: string;
  /** What it is called here; no other one is called so. */
  readonly name: string;
  readonly place: ResultPlace;
  readonly backendTitle: string;
  /** What there is to compare, or why it cannot be read. */
  readonly content: ColumnSource | string;
}

/** A result that could be read. */
export type Readable = Compared & { readonly content: ColumnSource };

export function isReadable(result: Compared): result is Readable {
  return typeof result.content !== 'string';
}

/** The results that the host told of. What was fetched of the columns is kept where they are still the same. */
export function comparedOf(
  answer: readonly ComparedOutline[],
  known: readonly Compared[],
  host: HostLink<CompareState>,
): readonly Compared[] {
  const names = namesOf(answer);
  return answer.slice(0, signs.length).map((told, index) => {
    const { backend, key, backendTitle } = told;
    const id = `${backend}/${key}`;
    const before = known.find(each => each.id === id);
    return {
      ...(signs[index] as Sign),
      id,
      name: names[index] as string,
      place: { backend, key },
      backendTitle,
      content: contentOf(told, before, host),
    };
  });
}

function contentOf(
  told: ComparedOutline,
  before: Compared | undefined,
  host: HostLink<CompareState>,
): ColumnSource | string {
  if ('failure' in told) return told.failure;
  const { outline } = told;
  const { contentId } = outline;
  const isKept = before !== undefined && isReadable(before);
  if (isKept && before.content.outline.contentId === contentId) {
    return { outline, columns: before.content.columns };
  }
  const columns = new ColumnStore(outline, (column, start, end) =>
    host.ask('cells', { contentId, column, start, end }),
  );
  return { outline, columns };
}

/** Their keys; with the backend where several have the same. */
export function namesOf(
  places: readonly (ResultPlace & { readonly backendTitle: string })[],
): readonly string[] {
  return places.map(({ key, backendTitle }) => {
    const isOnly = places.filter(other => other.key === key).length === 1;
    return isOnly ? key : `${key} (${backendTitle})`;
  });
}
