/** The roles a backend can have in a manager. The cache is one too: a bounded memory in front of the others. */
export type BackendName = 'primary' | 'secondary' | 'cache';

/** The backends that outlast the manager. */
export type LastingName = Exclude<BackendName, 'cache'>;

/** Where one result is: what travels between views and commands instead of the result itself. */
export interface Address {
  readonly backend: BackendName;
  readonly key: string;
}
