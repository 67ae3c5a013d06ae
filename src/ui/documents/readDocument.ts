import { findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { Column } from '../../core/column';
import { ResultError } from '../../core/errors';
import type { Json, JsonObject } from '../../core/json';
import { readMetadata, readProblem, readResultSets, readVariable } from '../../core/metadataJson';
import type { OptimizationResult } from '../../core/result';
import { DocumentError, type Mistake } from './documentError';
import { fixedParts } from './resultDocument';

type Path = readonly (string | number)[];

/**
 * The result that an edited document describes.
 * @param shown the document as it was before the edit; what is fixed must still be as it says there.
 * @throws {DocumentError} that says where the text is wrong.
 */
export function readDocument(
  text: string,
  shown: JsonObject,
  result: OptimizationResult,
): OptimizationResult {
  const root = parse(text);
  try {
    const json = JSON.parse(text) as Json;
    checkFixed(json, shown);
    return result.with({
      problem: readProblem(json['problem'], ['problem']),
      metadata: readMetadata(json['metadata'], ['metadata']),
      columns: readColumns(json['variables'], shown, result.columns),
      resultSets: readResultSets(json['resultSets'], ['resultSets']),
    });
  } catch (error) {
    if (error instanceof ResultError) throw new DocumentError([locate(root, error)]);
    throw error;
  }
}

function parse(text: string): Node {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const mistakes = errors.map(({ error, offset, length }) => ({
    message: `Expected JSON, found a mistake: ${inWords(printParseErrorCode(error))}.`,
    offset,
    length,
  }));
  const [first, ...others] = mistakes;
  if (first !== undefined) throw new DocumentError([first, ...others]);
  if (root === undefined) {
    throw new DocumentError([
      { message: 'Expected a JSON object, found nothing.', offset: 0, length: 0 },
    ]);
  }
  return root;
}

/** `CloseBraceExpected` as `close brace expected`. */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter}`).toLowerCase();
}

function checkFixed(json: Json, shown: JsonObject): asserts json is JsonObject {
  const expected = Object.keys(shown);
  if (!isObject(json)) {
    throw new ResultError('invalid', 'Expected an object.', { path: [] });
  }
  const unknown = Object.keys(json).find(name => !expected.includes(name));
  if (unknown !== undefined) {
    throw new ResultError(
      'invalid',
      `Expected only ${expected.join(', ')}; own fields belong into "metadata".`,
      { path: [unknown] },
    );
  }
  checkSame(json, shown, [fixedParts.document]);
}

function readColumns(
  json: Json | undefined,
  shown: JsonObject,
  columns: readonly Column[],
): readonly Column[] {
  if (!Array.isArray(json) || json.length !== columns.length) {
    throw new ResultError(
      'invalid',
      `Expected the ${columns.length} variables of this result; columns cannot be added or removed here.`,
      { path: ['variables'] },
    );
  }
  const variables: readonly Json[] = json;
  return columns.map((column, index) => {
    const path = ['variables', index];
    for (const name of fixedParts.variable) {
      checkSame({ variables }, shown, [...path, name]);
    }
    return { ...column, variable: readVariable(withoutFixed(variables[index]), path) };
  });
}

function withoutFixed(json: Json | undefined): Json | undefined {
  if (!isObject(json)) return json;
  const fixed: readonly string[] = fixedParts.variable;
  return Object.fromEntries(Object.entries(json).filter(([name]) => !fixed.includes(name)));
}

function checkSame(json: JsonObject, shown: JsonObject, path: Path): void {
  const expected = JSON.stringify(at(shown, path));
  if (JSON.stringify(at(json, path)) === expected) return;
  throw new ResultError(
    'invalid',
    `"${path.join('.')}" is computed and cannot be edited; it should be ${expected}.`,
    { path },
  );
}

function at(json: Json | undefined, path: Path): Json | undefined {
  let value: Json | undefined = json;
  for (const step of path) {
    value = typeof value === 'object' && value !== null ? (value as JsonObject)[step] : undefined;
  }
  return value;
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The innermost place in the text that the error's path leads to. */
function locate(root: Node, error: ResultError): Mistake {
  for (let path = [...(error.path ?? [])]; path.length > 0; path = path.slice(0, -1)) {
    const node = findNodeAtLocation(root, path);
    if (node !== undefined) {
      return { message: error.message, offset: node.offset, length: node.length };
    }
  }
  return { message: error.message, offset: root.offset, length: 1 };
}
