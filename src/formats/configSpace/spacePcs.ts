import type { VariableMetadata } from '../../core/variables';
import type { ConfigSpace, SpaceParameter } from './configSpace';
import { bounds } from './spaceJson';

/** `name real [1e-08, 1.0] [0.001]log`, or in the older style `name [1e-08, 1.0] [0.001]il`. */
const range =
  /^(\S+)\s+(?:(real|integer)\s+)?\[\s*([^\s,\]]+)\s*,\s*([^\s,\]]+)\s*\]\s*\[[^\]]*\]\s*([a-z]*)$/;
/** `name categorical {a, b} [a]`, or in the older style `name {a, b} [a]`. */
const list = /^(\S+)\s+(?:(?:categorical|ordinal)\s+)?\{([^}]*)\}\s*\[[^\]]*\]$/;

/** Reads `configspace.pcs`, which older runs of SMAC have instead of JSON. Conditions stay text. */
export function spaceOfPcs(text: string): ConfigSpace {
  const parameters = new Map<string, SpaceParameter>();
  for (const line of text.split(/\r?\n/)) {
    const found = parameterOf(line.replace(/#.*/s, '').trim());
    if (found !== undefined) parameters.set(...found);
  }
  return { parameters, json: text };
}

function parameterOf(line: string): readonly [string, SpaceParameter] | undefined {
  const inRange = range.exec(line);
  if (inRange !== null) {
    const [, name = '', kind, lower, upper, flags = ''] = inRange;
    const isOld = kind === undefined;
    const isWhole = kind === 'integer' || (isOld && flags.includes('i'));
    const log = isOld ? flags.includes('l') : flags === 'log';
    const variable = bounds({ lower: Number(lower), upper: Number(upper), log });
    return [name, { type: isWhole ? 'int64' : 'float64', variable }];
  }
  const [, name, choices] = list.exec(line) ?? [];
  if (name === undefined || choices === undefined) return undefined;
  return [name, { type: 'categorical', variable: choicesOf(choices) }];
}

function choicesOf(choices: string): Pick<VariableMetadata, 'choices'> {
  return { choices: choices.split(',').map(choice => choice.trim()) };
}
