import assert from 'node:assert/strict';
import type { BackendReport } from '../../../src/storage/storageInfo';
import { storageInfoText } from '../../../src/ui/documents/storageInfoText';

function textOf(parts: Partial<BackendReport>): string {
  const primary: BackendReport = {
    type: 'filesystem',
    location: '/results',
    health: 'ok',
    count: 2,
    bytes: 2048,
    warnings: [],
    ...parts,
  };
  return storageInfoText({ primary, degraded: [] });
}

describe('storageInfoText', () => {
  it('shows how much the trash holds', () => {
    assert.match(
      textOf({ trash: { count: 3, bytes: 4096 } }),
      /\| Trash +\| 3 results, 4\.0 KB +\|/,
    );
  });

  it('says that the trash is empty', () => {
    assert.match(textOf({ trash: { count: 0, bytes: 0 } }), /\| Trash +\| empty +\|/);
  });

  it('shows apart from it what was set aside as damaged', () => {
    const text = textOf({
      trash: { count: 0, bytes: 0 },
      quarantine: { count: 1, bytes: 100 },
    });
    assert.match(text, /\| Set aside as damaged +\| 1 result, 100 bytes +\|/);
  });

  it('leaves out a trash that a backend does not have', () => {
    assert.doesNotMatch(textOf({}), /Trash|Set aside/);
  });
});
