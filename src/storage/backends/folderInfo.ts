import type { BackendInfo } from '../backend';
import { inParallel } from '../inParallel';
import type { Files } from '../ports';
import type { FolderListing } from './artifactFolder';

/** How many files are asked at a time. */
const parallel = 32;

/** The figures of a folder of results. */
export async function folderInfo(
  files: Files,
  basePath: string,
  listing: FolderListing,
): Promise<BackendInfo> {
  let bytes = 0;
  await inParallel(listing.files, parallel, async ({ path }) => {
    const stat = await files.stat(path);
    bytes += stat?.size ?? 0;
  });
  const freeBytes = await files.freeBytes?.(basePath);
  return {
    type: 'filesystem',
    location: basePath,
    count: listing.files.length,
    bytes,
    ...(freeBytes !== undefined && { freeBytes }),
    warnings: listing.unreachable.map(
      path => `${path} is not shown: its name is no key, or another file has that key. Rename it.`,
    ),
  };
}
