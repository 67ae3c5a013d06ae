/** A VS Code that the tests run in, as the npm registry offers it. */
export interface Edition {
  /** VS Code's own version: the name under which this edition is asked for and reported. */
  readonly version: '1.100' | '1.139';
  /** Version of the package `code-server` that carries this VS Code. */
  readonly codeServer: string;
  /** Version of the Node.js its extension host runs on. */
  readonly node: string;
}

/** The oldest VS Code that package.json admits, and a current one. */
export const editions: readonly Edition[] = [
  { version: '1.100', codeServer: '4.100.3', node: '20.20.2' },
  { version: '1.139', codeServer: '4.139.1', node: '24.21.0' },
];

/** The newest edition: what `npm start` shows and where a package is tried. */
export const newestEdition = editionNamed('1.139');

/** @throws {Error} when `version` is not one of {@link editions}. */
export function editionNamed(version: string): Edition {
  const edition = editions.find(candidate => candidate.version === version);
  if (edition === undefined) {
    const known = editions.map(candidate => candidate.version).join(', ');
    throw new Error(`There is no VS Code "${version}" to test in; choose one of ${known}.`);
  }
  return edition;
}
