import type { JsonObject } from './json';
import type { ProblemMetadata } from './result';
import type { VariableMetadata } from './variables';

/** Identity of a stored result: what stays when bytes are copied. */
export interface Stamp {
  /** UUID of the result, born once. For a file that is not ours: the same text as `revision`. */
  readonly id: string;
  /** UUID of this very content: equal revisions mean equal bytes. For a file that is not ours: the SHA-256 of its bytes in hex. */
  readonly revision: string;
  /** ISO 8601 with milliseconds, UTC, so that comparing texts compares times. */
  readonly createdAt: string;
  /** Likewise; for a file that is not ours its modification time. */
  readonly updatedAt: string;
}

/** What an artifact says of itself without its columns being decoded. */
export interface ArtifactHead extends Stamp {
  /** Bytes of the artifact. */
  readonly size: number;
  readonly rowCount: number;
  /** In column order. */
  readonly variables: readonly VariableMetadata[];
  readonly problem: ProblemMetadata;
  readonly metadata: JsonObject;
  readonly resultSetNames: readonly string[];
}

/** An artifact's head under the key it is stored by. */
export interface Header extends ArtifactHead {
  readonly key: string;
}
