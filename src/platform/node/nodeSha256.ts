import { createHash } from 'node:crypto';
import { webCryptoSha256 } from '../../core/sha256';
import type { Sha256 } from '../../core/sha256';

// About 16 ms of hashing: more than that on this thread would be felt in the editor.
const hashedHere = 2 ** 24;

/** Hashes on this thread what another one would not have sooner, without a copy of it. */
export const nodeSha256: Sha256 = bytes =>
  bytes.length > hashedHere
    ? webCryptoSha256(bytes)
    : createHash('sha256').update(bytes).digest('hex');
