import type { LastingName } from './address';
import type { VerifyFinding } from './verifyReport';

/** A sound artifact and where it was found. */
export interface SeenArtifact {
  readonly key: string;
  readonly revision: string;
  /** SHA-256 of the bytes. */
  readonly hash: string;
  readonly backends: readonly LastingName[];
}

/**
 * Remembers the revisions of all artifacts: one revision means equal bytes, and syncs rely on it. Remembers texts only,
 * no content.
 */
export class SeenRevisions {
  private readonly seen = new Map<string, SeenArtifact[]>();

  /** Notes an artifact; returns what is to be said of it beside those noted before. */
  add(artifact: SeenArtifact): readonly VerifyFinding[] {
    const others = this.seen.get(artifact.revision);
    if (others === undefined) {
      this.seen.set(artifact.revision, [artifact]);
      return [];
    }
    const isOther = ({ key }: SeenArtifact) => key !== artifact.key;
    const different = others.find(other => isOther(other) && other.hash !== artifact.hash);
    const copies = artifact.backends.flatMap(backend => {
      const copied = others.find(other => isOther(other) && other.backends.includes(backend));
      return copied === undefined ? [] : [copy(artifact.key, backend, copied.key)];
    });
    others.push(artifact);
    return different === undefined ? copies : [duplicate(artifact, different)];
  }
}

function duplicate({ key, revision, backends }: SeenArtifact, other: SeenArtifact): VerifyFinding {
  const [backend = 'primary'] = backends;
  return {
    backend,
    key,
    kind: 'duplicate-revision',
    isFault: true,
    message: `It carries the same revision as "${other.key}" in the ${other.backends.join(' and the ')} storage (${revision}), but other content; a revision should belong to one content only. Edit the metadata of one of the two: that gives it a revision of its own.`,
    fixes: [],
  };
}

function copy(key: string, backend: LastingName, other: string): VerifyFinding {
  return {
    backend,
    key,
    kind: 'copied',
    isFault: false,
    message: `It is the same artifact as "${other}", byte for byte, as a copied file is. Delete the one that is not wanted.`,
    fixes: [],
  };
}
