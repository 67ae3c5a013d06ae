import picomatch from 'picomatch';

/** What somebody asked to be shown: a file, a folder with all in it, or the files that a pattern fits. */
export interface SourceConfig {
  /** Begins the keys of its results; unique among the sources, without `/`. */
  readonly name: string;
  /** An absolute path, or a pattern like `/data/runs/**\/*.db`. */
  readonly location: string;
}

/** Where to look, and which of what lies there is meant. */
export interface SourcePlace {
  /** A file or a folder. */
  readonly root: string;
  /** Whether a path below a folder, names parted by `/`, is meant; `undefined`: all are. */
  readonly isMeant: ((path: string) => boolean) | undefined;
}

/** A location of slashes only, also where the host writes paths otherwise. */
function unified(location: string): string {
  return location.replace(/\\/g, '/');
}

/** `*`, `?`, `[…]` and `{…}` mean something; brackets and exclamation marks are common in names of folders. */
const plainRules = { nonegate: true, noextglob: true, noparen: true };

/** Takes a location apart: up to the first name with a wildcard it is a folder. */
export function placeOfSource(location: string): SourcePlace {
  const path = unified(location);
  const { base, glob, isGlob } = picomatch.scan(path, plainRules);
  if (!isGlob) return { root: location, isMeant: undefined };
  const matches = picomatch(glob, plainRules);
  return { root: base === '' ? '/' : base, isMeant: inner => matches(inner) };
}

/** Names for sources that have none: the last part of each location before any wildcard, numbered where two are alike. */
export function namedSources(
  wanted: readonly { readonly location: string; readonly name?: string | undefined }[],
): readonly SourceConfig[] {
  const taken = new Set<string>();
  return wanted.map(({ location, name }) => {
    const base = plainName(name ?? lastName(location));
    let unique = base;
    for (let count = 2; taken.has(unique); count++) unique = `${base}-${count}`;
    taken.add(unique);
    return { name: unique, location };
  });
}

function lastName(location: string): string {
  const names = unified(placeOfSource(location).root).split('/');
  return names.filter(name => name !== '').at(-1) ?? 'source';
}

/** Without what keys refuse. */
function plainName(name: string): string {
  const plain = name
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f/\\]+/g, '_')
    .trim();
  return /^\.{0,2}$/.test(plain) ? 'source' : plain;
}

/** The path of something that was chosen, as a location that means it and nothing else. */
export function literalLocation(path: string): string {
  return path.replace(/[*?[{]/g, '[$&]');
}
