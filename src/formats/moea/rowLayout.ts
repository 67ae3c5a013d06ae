import type { MoeaHeader } from './moeaHeader';

/** Which columns a row has. */
export interface RowLayout {
  readonly width: number;
  readonly variables: number;
  readonly objectives: number;
  readonly constraints: number;
  /** Columns of which nothing is known. */
  readonly unknown: number;
  /** Widths that the header allows, for messages. */
  readonly expected: string;
  /** Whether the column can only hold numbers. */
  isNumeric(index: number): boolean;
}

/**
 * What rows of this width hold: all that the header lists, or without variables, as in reference sets, or objectives
 * alone. Before version 5 no constraints were written. Without a header, and where nothing fits, nothing is known.
 */
export function rowLayout({ counts, version, variables }: MoeaHeader, width: number): RowLayout {
  if (counts === undefined) {
    const none = { variables: 0, objectives: 0, constraints: 0 };
    return { width, ...none, unknown: width, expected: String(width), isNumeric: () => false };
  }
  const { variables: v, objectives: m, constraints: c } = counts;
  const withConstraints = [
    { variables: v, objectives: m, constraints: c },
    { variables: 0, objectives: m, constraints: c },
  ];
  const without = [
    { variables: v, objectives: m, constraints: 0 },
    { variables: 0, objectives: m, constraints: 0 },
  ];
  const layouts = version >= 5 ? [...withConstraints, ...without] : without;
  const widthOf = (layout: (typeof layouts)[number]): number =>
    layout.variables + layout.objectives + layout.constraints;
  const found = layouts.find(layout => widthOf(layout) === width);
  const widths = [...new Set(layouts.map(widthOf))];
  const [widest = { variables: v, objectives: m, constraints: c }] = layouts;
  const layout = found ?? widest;
  const real = (index: number): boolean =>
    /^(?:Step)?RealVariable$/.test(variables[index]?.kind ?? '');
  return {
    width: found === undefined ? widthOf(layout) : width,
    ...layout,
    unknown: 0,
    expected: widths.join(' or '),
    isNumeric: index => index >= layout.variables || real(index),
  };
}
