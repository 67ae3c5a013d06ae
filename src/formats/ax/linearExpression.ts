/** A metric and what it is multiplied with. */
export interface Term {
  readonly metric: string;
  readonly weight: number;
}

const term =
  /\s*(?:([+-])\s*)?(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)\s*\*\s*)?([A-Za-z_][^\s*+,<>=()]*)\s*/y;

/**
 * A sum of metrics as Ax writes it: `acc - 2*cost` is acc × 1 and cost × -2. A minus between blanks, or at the beginning,
 * is a sign, others belong to names. `undefined` when the text is something else.
 */
export function parseTerms(text: string): readonly Term[] | undefined {
  const terms: Term[] = [];
  let end = 0;
  while (end < text.length) {
    term.lastIndex = end;
    const [all = '', sign, factor = '1', metric = ''] = term.exec(text) ?? [];
    if (all === '' || (terms.length > 0 && sign === undefined)) return undefined;
    terms.push({ metric, weight: sign === '-' ? -Number(factor) : Number(factor) });
    end += all.length;
  }
  return terms.length > 0 ? terms : undefined;
}

/** The sum as text, e.g. `acc - 2*cost`. */
export function termsText(terms: readonly Term[]): string {
  return terms
    .map(({ metric, weight }, index) => {
      const isNegative = weight < 0;
      const sign = index === 0 ? (isNegative ? '-' : '') : isNegative ? ' - ' : ' + ';
      return `${sign}${Math.abs(weight) === 1 ? '' : `${Math.abs(weight)}*`}${metric}`;
    })
    .join('');
}

/** `cost <= 5.5` in its parts; `undefined` when the text is something else, such as a share of a baseline. */
export function parseComparison(
  text: string,
):
  | { readonly terms: readonly Term[]; readonly sense: '<=' | '>='; readonly limit: number }
  | undefined {
  const [left = '', sense, right = ''] = text.split(/([<>]=)/);
  const terms = parseTerms(left);
  const limit = right.trim() === '' ? NaN : Number(right);
  if (terms === undefined || !Number.isFinite(limit)) return undefined;
  return sense === '<=' || sense === '>=' ? { terms, sense, limit } : undefined;
}
