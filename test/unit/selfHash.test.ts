import assert from 'node:assert/strict';
import { decodeResult } from '../../src/core/resultFile';
import { webCryptoSha256 } from '../../src/core/sha256';
import { placesOf, resealed } from './support/resealed';
import { anArtifact } from './support/results';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

describe('the hash in a result file', () => {
  it('is the SHA-256 of the file with zeros for the hash in both copies of the schema', async () => {
    const { bytes } = await anArtifact();
    const [hash] = /(?<="sha256":")[0-9a-f]{64}/.exec(Buffer.from(bytes).toString('latin1')) ?? [];
    assert.ok(hash);
    const copy = bytes.slice();
    const at = placesOf(bytes, hash);
    assert.equal(at.length, 2);
    for (const place of at) copy.fill('0'.charCodeAt(0), place, place + 64);
    assert.equal(await sha256(copy), hash);
  });

  it('is not confused by a column or a note that looks like it', async () => {
    const text = `{"sha256":"${'0'.repeat(64)}","format":1`;
    const { bytes, head } = await anArtifact({ metadata: { text, optiscope: text } });
    assert.deepEqual((await decodeResult(bytes, origin)).head, head);
  });

  it('is missed where nothing leads to it any more, and the file is not taken for somebody else’s', async () => {
    const { bytes } = await anArtifact();
    for (const place of placesOf(bytes, 'optiscope')) bytes[place] = 'x'.charCodeAt(0);
    await assert.rejects(decodeResult(bytes, origin), {
      code: 'damaged',
      message: /its description cannot be found/,
    });
  });

  it('may be computed in place: WebCrypto copies its input before digest returns', async () => {
    const bytes = new Uint8Array(2_000_000).fill(7);
    const expected = await sha256(bytes.slice());
    const pending = sha256(bytes);
    bytes.fill(8);
    assert.equal(await pending, expected);
  });

  it('leaves the bytes untouched while it is computed', async () => {
    const { bytes } = await anArtifact();
    const before = bytes.slice();
    let during: Uint8Array | undefined;
    await decodeResult(bytes, origin, {
      sha256: input => {
        const pending = webCryptoSha256(input);
        queueMicrotask(() => (during = bytes.slice()));
        return pending;
      },
    });
    assert.deepEqual(during, before);
    assert.deepEqual(bytes, before);
  });

  it('does not hide that another version of the program wrote the file', async () => {
    const { bytes } = await anArtifact();
    const newer = await resealed(bytes, '"format":1', '"format":9');
    await assert.rejects(decodeResult(newer, origin), {
      code: 'unsupported',
      message: /version 9.*Update the OptiScope extension/,
    });
  });
});
