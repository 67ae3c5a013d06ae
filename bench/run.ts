import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { editions, newestEdition } from '../test/vscode/editions';
import { nodeBinary } from '../test/vscode/nodeBinary';
import { bundled } from './bundled';
import { installPeers } from './peers';

/**
 * Runs `allFigures.ts`, bundled, on the Node that is asked for.
 * Usage: `npm run bench -- [--node 24] [--scale 10] [name…]`
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      node: { type: 'string', default: newestEdition.node },
      scale: { type: 'string', default: '1' },
    },
  });
  const node = await nodeOf(values.node);
  await installPeers();
  const args = [await bundled('allFigures'), `--scale=${values.scale}`, ...positionals];
  process.exitCode = spawnSync(node, args, { stdio: 'inherit' }).status ?? 1;
}

/** Another Node is one that an edition of VS Code brings: the newest has node:sqlite, the oldest has not. */
async function nodeOf(version: string): Promise<string> {
  const major = (of: string): string | undefined => of.split('.')[0];
  const edition = editions.find(({ node }) => major(node) === major(version));
  return nodeBinary(edition?.node ?? version);
}

void main();
