import assert from 'node:assert/strict';
import type { Header } from '../../../src/core/header';
import type { Role } from '../../../src/core/variables';
import { DiskFiles } from '../../../src/platform/node/diskFiles';
import { nodeSha256 } from '../../../src/platform/node/nodeSha256';
import { readHere } from '../../../src/sources/readHere';
import { SourceStorage } from '../../../src/sources/sourceStorage';
import { sharedDataResults } from '../../fixtures/sharedDataResults';
import { sharedData } from '../support/sharedData';
import { formatPorts } from '../support/sqlReader';

function countOf({ variables }: Header, ...roles: readonly Role[]): number {
  return variables.filter(({ role }) => roles.includes(role)).length;
}

describe('The sample files of other tools as sources', () => {
  for (const [folder, expected] of Object.entries(sharedDataResults)) {
    it(`shows what is in ${folder}`, async function () {
      const location = sharedData(this, folder);
      const files = new DiskFiles();
      const reader = readHere({ ...formatPorts, files, sha256: nodeSha256 });
      const ports = { files, reader, remembered: () => ({}) };
      const storage = new SourceStorage(ports, [{ name: folder, location }]);
      try {
        await storage.list();
        const found = storage.states.flatMap(({ readings }) =>
          readings.flatMap(({ item, results }) =>
            results.map(({ key, head }) => {
              const header = { ...head, key };
              return [
                key.slice(folder.length + 1),
                [
                  item.format.id,
                  head.rowCount,
                  countOf(header, 'design'),
                  countOf(header, 'objective'),
                  countOf(header, 'inequality', 'equality'),
                ],
              ] as const;
            }),
          ),
        );
        assert.deepEqual(Object.fromEntries(found), expected);
      } finally {
        await storage.close();
      }
    });
  }
});
