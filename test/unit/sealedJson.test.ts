import assert from 'node:assert/strict';
import { readSealedJson, sealedJson } from '../../src/storage/sealedJson';

const value = { format: 1, title: 'Löschen "a/b"', list: [1, null, '🚀'] };

describe('sealedJson', () => {
  it('is JSON that gives back what it was given', async () => {
    const bytes = await sealedJson(value);
    const { sha256, ...rest } = JSON.parse(new TextDecoder().decode(bytes)) as Record<
      string,
      unknown
    >;
    assert.match(String(sha256), /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, value);
    assert.deepEqual(await readSealedJson(bytes), value);
  });

  it('is not believed when any of its bytes is another', async () => {
    const bytes = await sealedJson(value);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ 1;
      assert.equal(await readSealedJson(changed), undefined, `byte ${at}`);
    }
  });

  it('is not believed when it is cut off, goes on, or never was sealed', async () => {
    const bytes = await sealedJson(value);
    for (let length = 0; length < bytes.length; length++) {
      assert.equal(await readSealedJson(bytes.subarray(0, length)), undefined, `${length} bytes`);
    }
    assert.equal(await readSealedJson(Uint8Array.of(...bytes, 32)), undefined);
    assert.equal(await readSealedJson(new TextEncoder().encode(JSON.stringify(value))), undefined);
  });
});
