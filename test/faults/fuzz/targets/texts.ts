import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../src/core/json';
import { parseManagerConfig } from '../../../../src/storage/config';
import { parseConnectionString, redact } from '../../../../src/storage/connectionString';
import { isStorageError } from '../../../../src/storage/errors';
import { DocumentError } from '../../../../src/ui/documents/documentError';
import { readDocument } from '../../../../src/ui/documents/readDocument';
import { documentJson, documentText } from '../../../../src/ui/documents/resultDocument';
import type { OptimizationResult } from '../../../../src/core/result';
import { awkwardResult } from '../../../unit/support/awkwardResult';
import { anArtifact } from '../../../unit/support/results';
import type { FuzzCase } from '../fuzzTarget';
import { mutateText } from '../mutate';
import { assertHoldsTogether } from '../soundResult';

const secret = 'Xq7Zp9Lw';
const connectionStrings = [
  `postgresql+psycopg://user:${secret}@host:5432/db?sslmode=require`,
  `postgres://user:${secret}@[::1]:5432/db?connect_timeout=5`,
  'sqlite:////absolute/file.db?mode=ro',
  'sqlite:///C:\\folder\\file.db',
  'sqlite://',
];
const configuration = JSON.stringify({
  primary: { type: 'filesystem', basePath: 'results' },
  secondary: { type: 'database', connectionString: connectionStrings[0], engine: 'auto' },
  useCache: true,
  cacheSizeMb: 100,
});

/** Text that people write: settings, connection strings, documents of results. */
export async function prepare(): Promise<FuzzCase> {
  const { head } = await anArtifact();
  const header = { ...head, key: 'a' };
  const address = { backend: 'primary', key: 'a' } as const;
  const shown = documentJson(address, header, awkwardResult);
  const text = documentText(shown);
  return async random => {
    switch (random.below(3)) {
      case 0:
        return readConfiguration(mutateText(configuration, random));
      case 1:
        return readConnection(
          mutateText(random.pick(connectionStrings), random, connectionStrings),
        );
      default:
        return readText(mutateText(text, random), shown, awkwardResult);
    }
  };
}

function readConfiguration(text: string): string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // Settings come parsed; only what is JSON reaches us.
    return 'no JSON';
  }
  try {
    const config = parseManagerConfig(data);
    assert.deepEqual(parseManagerConfig(JSON.parse(JSON.stringify(config))), config);
    return 'configuration read';
  } catch (error) {
    assert.ok(isStorageError(error, 'unsupported'), String(error));
    assert.ok(!error.message.includes(secret), 'a message shows the password');
    return 'configuration refused';
  }
}

function readConnection(text: string): string {
  try {
    const { password = '' } = parseConnectionString(text);
    if (password.length > 5) assert.ok(!redact(text).includes(password), 'a password is shown');
    return 'connection string read';
  } catch (error) {
    assert.ok(isStorageError(error, 'unsupported'), String(error));
    return 'connection string refused';
  }
}

function readText(text: string, shown: JsonObject, result: OptimizationResult): string {
  try {
    assertHoldsTogether(readDocument(text, shown, result));
    return 'document read';
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    for (const { offset, length } of error.mistakes) {
      assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length, 'beyond the text');
    }
    return 'document refused';
  }
}
