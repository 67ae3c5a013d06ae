import assert from 'node:assert/strict';
import { FormatError } from '../../../src/formats/formatError';
import { findSample } from '../../unit/support/findSample';
import type { Place } from '../../unit/support/findSample';
import { assertHoldsTogether } from './soundResult';

/** Imports a file or folder as a user does who drops it into the tree; it ends in results that hold together or in a FormatError. */
export async function importDamaged(place: Place): Promise<string> {
  try {
    const found = await findSample(place);
    if (found === undefined) return 'of no format';
    const proposal = await found.propose();
    if (proposal !== undefined) assert.ok(proposal.columns.length > 0);
    for (const { result } of await found.read()) assertHoldsTogether(result);
    assert.deepEqual(Object.keys(Object.prototype), [], 'every object has a new property');
    return `${found.format} read`;
  } catch (error) {
    if (error instanceof FormatError) return 'refused';
    throw error;
  }
}
