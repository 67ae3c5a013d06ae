import type { Companions } from '../companions';
import type { ConfigSpace } from './configSpace';
import { spaceOfJson } from './spaceJson';
import { spaceOfPcs } from './spacePcs';

/** The configuration space beside a run: `configspace.json`, or `.pcs` where that is all there is. */
export async function readSpace(companions: Companions): Promise<ConfigSpace | undefined> {
  const json = await companions.json('configspace.json');
  const pcs = await companions.text('configspace.pcs');
  if (json !== undefined) return spaceOfJson(json);
  return pcs === undefined ? undefined : spaceOfPcs(pcs);
}
