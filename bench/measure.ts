import type { Figure } from './figures';
import { milliseconds, rowOf } from './figures';

/** One way of doing a piece of work. */
export interface Contestant {
  /** e.g. the name of a backend. */
  readonly name: string;
  /** Gets ready for the next run; not timed. */
  readonly prepare?: () => Promise<void>;
  /** Does the work as often as {@link times} says. */
  readonly run: () => Promise<unknown> | void;
  /** How often a run does the work: figures are of one time. Default 1. */
  readonly times?: number;
  /** Of ours: shown for comparison, the targets are not meant for it. */
  readonly isAside?: boolean;
}

/** What ours is measured beside. */
export interface Peer extends Contestant {
  /** The ratio that is aimed at, ours to this peer's; without it the peer is there to compare only. */
  readonly target?: number;
}

/** A peer that this machine does not have, and why. */
export interface MissingPeer {
  readonly name: string;
  readonly missing: string;
}

export interface Comparison {
  /** What is done, with its size. */
  readonly work: string;
  readonly ours: readonly Contestant[];
  readonly beside: readonly (Peer | MissingPeer)[];
  /** Milliseconds aimed at, whatever the peers need. */
  readonly limitMs?: number;
  /** Runs of each, unless a minute is over before; the median counts. An odd number. */
  readonly repeats: number;
  /** Runs of each before those that count. Default 1. */
  readonly warmUps?: number;
}

/** No comparison begins another round after this time: a busy machine gets fewer of them, not a longer wait. */
const budgetMs = 60_000;

/**
 * Runs all in turns, so that a busy minute of the machine is everybody's; who goes first changes from round to round,
 * since a flush also writes what others have left behind.
 */
export async function compare(comparison: Comparison): Promise<readonly Figure[]> {
  const { work, ours, beside, limitMs, repeats, warmUps = 1 } = comparison;
  const start = performance.now();
  const peers = beside.filter(peer => 'run' in peer);
  const everybody: readonly Contestant[] = [...ours, ...peers];
  const samples = new Map<Contestant, number[]>(everybody.map(each => [each, []]));
  let rounds = 0;
  for (let round = 0; round < warmUps + repeats; round++) {
    for (let turn = 0; turn < everybody.length; turn++) {
      const each = everybody[(turn + round) % everybody.length] as Contestant;
      const ms = await timed(each);
      if (round >= warmUps) samples.get(each)?.push(ms / (each.times ?? 1));
    }
    if (round >= warmUps) rounds++;
    if (rounds > 0 && performance.now() - start > budgetMs) break;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.error(`  ${work}: ${rounds} rounds, ${seconds} s`);
  const middle = (each: Contestant): number => median(samples.get(each) ?? []);
  return ours.flatMap(each => {
    const name = { work: each.name === '' ? work : `${work}, ${each.name}`, ours: middle(each) };
    const rows = beside.map(peer =>
      'run' in peer
        ? rowOf({
            ...name,
            beside: peer.name,
            theirs: middle(peer),
            target: each.isAside ? undefined : peer.target,
          })
        : {
            work: name.work,
            ours: milliseconds(name.ours),
            beside: `${peer.name}: ${peer.missing}`,
          },
    );
    return limitMs === undefined ? rows : [rowOf({ ...name, limit: limitMs }), ...rows];
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

async function timed({ prepare, run }: Contestant): Promise<number> {
  await prepare?.();
  const start = performance.now();
  await run();
  return performance.now() - start;
}
