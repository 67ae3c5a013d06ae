import type { Random } from '../../unit/support/random';

/*
 * What the pages of an SQLite database are for, https://sqlite.org/fileformat2.html. Numbers are big-endian.
 */

export type PageClass =
  | 'header'
  | 'interior table'
  | 'leaf table'
  | 'interior index'
  | 'leaf index'
  | 'freelist trunk'
  | 'freelist leaf'
  | 'overflow';

const treeClasses: Readonly<Record<number, PageClass>> = {
  2: 'interior index',
  5: 'interior table',
  10: 'leaf index',
  13: 'leaf table',
};

/** The pages of a sound database by class: `[start, end]` of each. */
export function pagesByClass(
  bytes: Uint8Array,
): ReadonlyMap<PageClass, readonly (readonly [number, number])[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pageSize = view.getUint16(16) === 1 ? 65536 : view.getUint16(16);
  const classes: PageClass[] = Array.from({ length: bytes.length / pageSize }, (_, index) =>
    index === 0 ? 'header' : (treeClasses[view.getUint8(index * pageSize)] ?? 'overflow'),
  );
  for (let trunk = view.getUint32(32); trunk !== 0;) {
    const start = (trunk - 1) * pageSize;
    classes[trunk - 1] = 'freelist trunk';
    for (let leaf = 0; leaf < view.getUint32(start + 4); leaf++) {
      classes[view.getUint32(start + 8 + 4 * leaf) - 1] = 'freelist leaf';
    }
    trunk = view.getUint32(start);
  }
  const pages = new Map<PageClass, [number, number][]>();
  classes.forEach((name, index) => {
    const ofClass = pages.get(name) ?? [];
    ofClass.push([index * pageSize, (index + 1) * pageSize]);
    pages.set(name, ofClass);
  });
  return pages;
}

/** Stretches to damage: a page of a class, all classes alike often, and half of the time only its beginning, where the numbers are. */
export function somePage(
  pages: ReadonlyMap<PageClass, readonly (readonly [number, number])[]>,
  random: Random,
): readonly (readonly [number, number])[] {
  const [start, end] = random.pick(random.pick([...pages.values()]));
  const beginning = start === 0 ? 120 : 24;
  return random.below(2) === 0 ? [[start, end]] : [[start, start + beginning]];
}
