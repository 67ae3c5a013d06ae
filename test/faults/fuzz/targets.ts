import type { FuzzTarget } from './fuzzTarget';

interface TargetEntry {
  /** Cases of the bounded form; the full form has ten times as many. */
  readonly cases: number;
  /** Each is loaded in a process of its own. */
  readonly load: () => Promise<FuzzTarget>;
}

/** What is fed with damaged input, that which takes longest first. */
export const targets: Readonly<Record<string, TargetEntry>> = {
  'sql.js': { cases: 1500, load: () => import('./targets/sqlJsDatabase') },
  'node:sqlite': { cases: 1500, load: () => import('./targets/nodeSqliteDatabase') },
  artifact: { cases: 5000, load: () => import('./targets/artifact') },
  'sqlite-log': { cases: 1500, load: () => import('./targets/sqliteLog') },
  optuna: { cases: 1500, load: () => import('./targets/optuna') },
  feather: { cases: 4000, load: () => import('./targets/feather') },
  'header-index': { cases: 1000, load: () => import('./targets/headerIndex') },
  'resealed-artifact': { cases: 2000, load: () => import('./targets/resealedArtifact') },
  texts: { cases: 2500, load: () => import('./targets/texts') },
  records: { cases: 2000, load: () => import('./targets/records') },
  lock: { cases: 300, load: () => import('./targets/lock') },
};

/** The target of this name, or for `format:<id>` the one of that format. @throws {Error} when there is no such target. */
export async function loadTarget(name: string): Promise<FuzzTarget> {
  const format = /^format:(.+)$/.exec(name)?.[1];
  if (format !== undefined) return (await import('./targets/formats')).formatTarget(format);
  const target = targets[name] ?? brokenTargets[name];
  if (target === undefined) {
    throw new Error(
      `There is no target "${name}"; choose one of ${Object.keys(targets).join(', ')}.`,
    );
  }
  return target.load();
}

/** Targets that break every promise, to see that it is noticed. */
const brokenTargets: Readonly<Record<string, TargetEntry>> = Object.fromEntries(
  (['hang', 'wait', 'crash', 'hoard', 'reserve', 'fail'] as const).map(fault => [
    `test-${fault}`,
    { cases: 10, load: async () => (await import('./targets/broken')).brokenTarget(fault) },
  ]),
);
