import assert from 'node:assert/strict';
import { webCryptoSha256 } from '../../src/core/sha256';
import { nodeSha256 } from '../../src/platform/node/nodeSha256';

describe('nodeSha256', () => {
  it('gives the digits of the standard for "abc"', () => {
    assert.equal(
      nodeSha256(new TextEncoder().encode('abc')),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('agrees with WebCrypto on parts of a larger buffer', async () => {
    const part = Uint8Array.from({ length: 1000 }, (_, index) => index).subarray(3, 900);
    assert.equal(nodeSha256(part), await webCryptoSha256(part));
  });

  it('has read all bytes when it returns, however many', async () => {
    const bytes = new Uint8Array(2 ** 24 + 1).fill(7);
    const expected = await webCryptoSha256(bytes.slice());
    const pending = nodeSha256(bytes);
    bytes.fill(8);
    assert.ok(pending instanceof Promise);
    assert.equal(await pending, expected);
  });
});
