import assert from 'node:assert/strict';
import type { OptimizationResult } from '../../../src/core/result';
import type { FormatSample } from '../../fixtures/formats/formatSample';
import { exactValues } from './bits';
import { findSample } from './findSample';
import type { Contents } from './sourceFiles';

const hostile = '__proto__';

/** The same files with the one that is read under a name that tells nothing. */
export function renameUnknown({ at, contents, ...sample }: FormatSample): FormatSample {
  const renamed = at.replace(/[^/]*$/, 'study.bin');
  const files = Object.entries(contents).map(
    ([path, content]) => [path === at ? renamed : path, content] as const,
  );
  return { ...sample, at: renamed, contents: Object.fromEntries(files) };
}

/**
 * Calls each design variable in turn `__proto__` wherever its name stands as a word in the sample's texts, and reads that:
 * the values must be there under the new name, or still under the old one where the file does not say the name.
 */
export async function withHostileName(
  sample: FormatSample,
  result: OptimizationResult,
): Promise<void> {
  for (const column of result.designVariables) {
    const { name } = column.variable;
    const contents = replaceWord(sample.contents, name);
    if (contents === undefined) continue;
    const found = await findSample({ at: sample.at, contents });
    assert.equal(found?.format, sample.format, `with "${name}" called ${hostile}`);
    const columns = (await found.read()).flatMap(({ result }) => result.columns);
    const candidates = columns.filter(
      ({ variable }) => variable.name === name || variable.name.includes(hostile),
    );
    const values = JSON.stringify(exactValues(column), asText);
    assert.ok(
      candidates.some(candidate => JSON.stringify(exactValues(candidate), asText) === values),
      `"${name}" called ${hostile} is lost`,
    );
  }
  assert.deepEqual(Object.keys(Object.prototype), []);
}

/** `undefined` when the word is in none of the texts. */
function replaceWord(contents: Contents, word: string): Contents | undefined {
  const pattern = new RegExp(`(?<![\\w.])${escape(word)}(?![\\w.])`, 'gu');
  let isFound = false;
  const replaced = Object.entries(contents).map(([path, content]) => {
    if (typeof content !== 'string') return [path, content] as const;
    isFound ||= pattern.test(content);
    return [path, content.replaceAll(pattern, hostile)] as const;
  });
  return isFound ? Object.fromEntries<string | Uint8Array>(replaced) : undefined;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
