import assert from 'node:assert/strict';
import { isArtifactHead } from '../../src/storage/isArtifactHead';
import { anArtifact } from './support/results';

describe('isArtifactHead', () => {
  it('knows the head of an artifact after it was noted as JSON', async () => {
    const { head } = await anArtifact();
    assert.equal(isArtifactHead(JSON.parse(JSON.stringify(head))), true);
  });

  it('refuses a head that lacks any of its parts, or has one of another kind', async () => {
    const { head } = await anArtifact({ resultSets: [{ name: 's', rows: [0] }] });
    const { variables } = head;
    for (const name of Object.keys(head)) {
      assert.equal(isArtifactHead({ ...head, [name]: undefined }), false, `without ${name}`);
      assert.equal(isArtifactHead({ ...head, [name]: true }), false, `true as ${name}`);
    }
    assert.equal(isArtifactHead({ ...head, rowCount: -1 }), false);
    assert.equal(isArtifactHead({ ...head, problem: { nome: 'p' } }), false);
    assert.equal(isArtifactHead({ ...head, resultSetNames: [1] }), false);
    assert.equal(isArtifactHead({ ...head, variables: [...variables, { name: 'x' }] }), false);
  });

  it('refuses what is no object', () => {
    for (const value of [undefined, null, 1, 'head', []]) {
      assert.equal(isArtifactHead(value), false);
    }
  });
});
