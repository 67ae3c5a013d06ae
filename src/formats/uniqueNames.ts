/** A column's own name, and what to call it where that is taken. */
export interface WantedName {
  readonly short: string;
  /** e.g. `params_x`; used when `short` is taken or empty; the same as `short` where there is no other. */
  readonly long: string;
}

/** Short names where they are unique among all, else long ones, else long ones with a number. */
export function uniqueNames(wanted: readonly WantedName[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { short } of wanted) counts.set(short, (counts.get(short) ?? 0) + 1);
  const isFree = ({ short }: WantedName): boolean => short !== '' && counts.get(short) === 1;
  const taken = new Set(wanted.filter(isFree).map(({ short }) => short));
  return wanted.map(name => {
    if (isFree(name)) return name.short;
    let unique = name.long;
    for (let count = 2; taken.has(unique); count++) unique = `${name.long}_${count}`;
    taken.add(unique);
    return unique;
  });
}
