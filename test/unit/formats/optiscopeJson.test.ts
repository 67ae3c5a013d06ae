import assert from 'node:assert/strict';
import { toJson } from '../../../src/formats/export/toJson';
import { FormatError } from '../../../src/formats/formatError';
import { optiscopeJson } from '../../../src/formats/optiscopeJson';
import { awkwardResult } from '../support/awkwardResult';
import { exactly } from '../support/bits';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts as ports } from '../support/sqlReader';

const text = new TextDecoder().decode(toJson(awkwardResult));

async function refused(changed: string): Promise<string> {
  try {
    await optiscopeJson.read(fakeFile('a.json', changed), { ports });
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
    return error.message;
  }
  assert.fail('It was read.');
}

describe('optiscopeJson', () => {
  it('gives back the very result that was exported', async () => {
    const [imported] = await optiscopeJson.read(fakeFile('study.v1.json', text), { ports });
    assert.equal(imported?.name, 'study.v1');
    assert.equal(imported.isOwn, true);
    assert.deepEqual(exactly(imported.result), exactly(awkwardResult));
  });

  it('refuses what no export of ours holds, and says where', async () => {
    assert.match(await refused(text.replace('"NaN"', '"about 3"')), /something else than float64/);
    assert.match(await refused(text.replace('"9007199254740993"', '"9e99"')), /else than int64/);
    assert.match(await refused(text.replace('"type":"boolean"', '"type":"bool"')), /no known type/);
    assert.match(await refused(text.replace('"role":"design"', '"role":"king"')), /"king"/);
  });

  it('says that a newer version wrote it', async () => {
    assert.match(await refused(text.replace('"version":1', '"version":2')), /Update the OptiScope/);
  });
});
