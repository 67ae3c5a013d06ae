import { DiskFiles } from '../../../src/platform/node/diskFiles';

/* A process for tests of crashes: replaces a file by 1, 2, 3 … until it is killed, and says which one is written. */

async function main(path: string): Promise<void> {
  const files = new DiskFiles();
  for (let count = 1; ; count++) {
    await files.write(path, new Uint8Array(1_000_000).fill(count % 251));
    process.stdout.write(`${count}\n`);
  }
}

void main(process.argv[2] ?? '');
