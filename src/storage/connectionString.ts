import { StorageError } from './errors';

/** A connection string taken apart, as SQLAlchemy understands it. */
export interface ConnectionString {
  readonly dialect: 'sqlite' | 'postgresql';
  /** What stands behind "+", e.g. `pysqlite`: of no meaning here, kept for the programs that share the string. */
  readonly driver?: string;
  readonly user?: string;
  /** Percent-decoded. Never to be shown; see {@link redact}. */
  readonly password?: string;
  readonly host?: string;
  readonly port?: number;
  /** SQLite: the file as written, relative or absolute, `undefined` for a database in memory. Otherwise the database's name. */
  readonly database?: string;
  readonly query: ReadonlyMap<string, string>;
}

const acceptedForms =
  'Accepted are sqlite:// (in memory), sqlite:///relative.db, sqlite:////absolute.db and sqlite:///C:\\file.db.';

// The password reaches to the last "@" of the authority, so that an "@" nobody encoded stays a part of it.
const shape =
  /^(?<name>[\w+]+):\/\/(?:(?<user>[^:/@]*)(?::(?<password>[^/]*))?@)?(?:\[(?<ipv6>[^/?\]]+)\]|(?<host>[^/:?@]+))?(?::(?<port>\d*))?(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/s;

/**
 * Takes a connection string apart: `sqlite://`, `sqlite:///:memory:`, `sqlite:///relative.db`, `sqlite:////absolute.db`,
 * `sqlite:///C:\x.db`, `postgresql://user:password@host:port/database`; each with `+driver` and `?query`.
 * @throws {StorageError} `unsupported` when it is none of these; the message names the accepted forms, never a password.
 */
export function parseConnectionString(text: string): ConnectionString {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) throw malformed(text, 'is not a connection string');
  const [name, driver] = (groups['name'] as string).split('+', 2);
  const dialect = name === 'postgres' ? 'postgresql' : name;
  const common = {
    ...(driver !== undefined && { driver }),
    query: new Map(new URLSearchParams(groups['query'] ?? '')),
  };
  if (dialect === 'sqlite') return { dialect, ...common, ...sqliteFile(text, groups) };
  if (dialect === 'postgresql') return { dialect, ...common, ...server(text, groups) };
  throw malformed(text, `names the unknown kind of database "${name}"`);
}

/** The connection string with its passwords replaced by `***`; also for texts that are not well formed. */
export function redact(text: string): string {
  return text
    .replace(/^(?!\w+(?:\+\w+)?:\/\/\/)([^/:]*(?:(?::\/*|\/+)[^:/?@]*)?):.*@/s, '$1:***@')
    .split('&')
    .map((part, index) => redactParameter(part, index === 0 ? part.indexOf('?') : 0))
    .join('&');
}

/** @param start of its name; -1 when it is none. */
function redactParameter(part: string, start: number): string {
  const secret = start < 0 ? -1 : part.slice(start).search(/pass|pwd|secret|token/i);
  const equals = secret < 0 ? -1 : part.indexOf('=', start + secret);
  return equals < 0 ? part : `${part.slice(0, equals + 1)}***`;
}

function sqliteFile(text: string, groups: Groups): { readonly database?: string } {
  const authority = groups['user'] ?? groups['host'] ?? groups['ipv6'] ?? groups['port'];
  if (authority !== undefined) {
    throw malformed(text, 'names a host, which an SQLite file does not have: a "/" is missing');
  }
  const database = groups['database'] ?? '';
  return database === '' || database === ':memory:' ? {} : { database };
}

function server(text: string, groups: Groups): Omit<ConnectionString, 'dialect' | 'query'> {
  const { user, password, database } = groups;
  const host = groups['ipv6'] ?? groups['host'];
  const port = groups['port'];
  return {
    ...(user !== undefined && { user: decoded(text, user) }),
    ...(password !== undefined && { password: decoded(text, password) }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && port !== '' && { port: Number(port) }),
    ...(database !== undefined && database !== '' && { database }),
  };
}

type Groups = Readonly<Record<string, string | undefined>>;

function decoded(text: string, part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // The cause would quote the part, which may be the password.
    throw malformed(text, 'contains a "%" that starts no percent code (write "%25" for a "%")');
  }
}

function malformed(text: string, fault: string): StorageError {
  return new StorageError(
    'unsupported',
    `The connection string "${redact(text)}" ${fault}. ${acceptedForms}`,
  );
}
