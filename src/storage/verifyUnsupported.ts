import { ResultError } from '../core/errors';
import { verifyArtifact } from '../core/resultFile';

/**
 * What is really the matter with bytes that could not be read: one damaged bit can look like another version or type of
 * column, so only sound bytes are called unsupported. Any other error is returned as it is.
 */
export async function toldByAllBytes(error: unknown, bytes: Uint8Array): Promise<unknown> {
  if (!(error instanceof ResultError) || error.code !== 'unsupported') return error;
  return verifyArtifact(bytes).then(
    () => error,
    (found: unknown) => found,
  );
}
