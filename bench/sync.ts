import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Contestant } from './measure';
import type { Places } from './places';
import { sampleBytes, sampleKeys } from './sampleResult';
import { SyncedStores } from './syncedStores';
import { systemTool } from './systemTools';
import type { SystemTool } from './systemTools';

const count = 10_000;
const repeats = 3;

// Only rsync with --fsync flushes what it has written, as we do.
const copying: readonly SystemTool[] = [
  { command: 'rsync', args: ['-a', '--fsync'], target: 1 },
  { command: 'rsync', args: ['-a'] },
  { command: 'rclone', args: ['sync'] },
  { command: 'cp', args: ['-r'] },
];
const comparing: readonly SystemTool[] = [
  { command: 'rsync', args: ['-a'], target: 1 },
  { command: 'rclone', args: ['sync'], target: 1 },
];

/** Ten thousand results from one folder to another: all of them into an empty one, and again when nothing has changed. */
export async function benchSync(places: Places): Promise<readonly Figure[]> {
  const keys = sampleKeys(count);
  const bytes = await sampleBytes(100);
  const theirs = places.folderOf(keys, bytes);
  const ours = new SyncedStores(places, {
    kind: 'file system',
    source: places.folderOf(keys, bytes),
    count,
  });
  return [
    ...(await compare({
      work: 'sync 10,000 results to an empty folder',
      ours: [whole(ours.copying())],
      beside: copying.map(tool => intoEmpty(tool, theirs, places.newPath())),
      repeats,
      warmUps: 0,
    })),
    ...(await compare({
      work: 'sync 10,000 results to an equal folder',
      ours: [whole(ours.comparing())],
      // The run that warms up makes it equal.
      beside: comparing.map(tool => into(tool, theirs, { target: places.newPath() })),
      repeats,
    })),
  ];
}

/** The time for all: what a program of the system needs is not per result. */
function whole(contestant: Contestant): Contestant {
  return { ...contestant, times: 1 };
}

function intoEmpty(tool: SystemTool, source: string, target: string) {
  const prepare = () => rm(target, { recursive: true, force: true });
  return into(tool, source, { target, prepare });
}

interface Destination {
  readonly target: string;
  readonly prepare?: () => Promise<void>;
}

/** To rsync, a folder with a separator behind it is what lies in it; to the others that makes no difference. */
function into(tool: SystemTool, source: string, { target, ...rest }: Destination) {
  return systemTool(tool, { ...rest, paths: () => [join(source, '/'), target] });
}
