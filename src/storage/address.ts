/**
 * The roles a backend can have in a manager. The cache is one too: a bounded memory in front of the others. So are the
 * sources: the files of other programs, which are only read.
 */
export type BackendName = 'primary' | 'secondary' | 'cache' | 'sources';

/** The backends that results are stored in and that outlast the manager. */
export type LastingName = Exclude<BackendName, 'cache' | 'sources'>;

/** Where one result is: what travels between views and commands instead of the result itself. */
export interface Address {
  readonly backend: BackendName;
  readonly key: string;
}

/** Whether results are stored in this backend, rather than copied to it for a while or only read from it. */
export function isLasting(name: BackendName): name is LastingName {
  return name === 'primary' || name === 'secondary';
}

export function isSameAddress(one: Address, other: Address): boolean {
  return one.backend === other.backend && one.key === other.key;
}
