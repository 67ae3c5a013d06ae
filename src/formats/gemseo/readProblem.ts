import type { JsonObject } from '../../core/json';
import { dataJson, groupJson, numbersOf, textsOf } from '../hdf5/hdf5Json';
import type { Hdf5Reader } from '../hdf5/hdf5Reader';
import { toStrictJson } from '../pythonJson';

/** A variable of the design space, whose values lie one after the other in the points. */
export interface DesignVariable {
  readonly name: string;
  readonly size: number;
  /** GEMSEO's word: `float`, `integer`, `discrete`, … */
  readonly type: string;
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly choices: readonly number[];
}

/** What stands beside the evaluations. */
export interface Problem {
  readonly variables: readonly DesignVariable[];
  /** As it is kept: negated, and called `-f`, where `f` is maximised. */
  readonly objective: string | undefined;
  readonly isMaximised: boolean;
  /** Name → `ineq` or `eq`. */
  readonly constraints: ReadonlyMap<string, string>;
  /** Without objective and constraints, it is not known what outputs are for. */
  readonly saysRoles: boolean;
  readonly inequalityTolerance: number | undefined;
  readonly solver: string | undefined;
  readonly metadata: JsonObject;
}

const describedGroups = ['opt_description', 'objective', 'constraints', 'observables', 'solution'];

/** Reads what is said of the problem; parts that are not there say nothing. */
export function readProblem(reader: Hdf5Reader, node: string): Problem {
  const at = node === '' ? '' : `${node}/`;
  const text = (path: string) => textsOf(reader.data(`${at}${path}`))[0];
  const described = [...describedGroups, 'x_0_as_dict', 'x_opt_as_dict'].filter(name =>
    reader.isGroup(`${at}${name}`),
  );
  return {
    variables: readVariables(reader, `${at}design_space`),
    objective: text('objective/name'),
    isMaximised: isFalse(reader, `${at}opt_description/minimize_objective`),
    constraints: new Map(
      reader.keys(`${at}constraints`).flatMap(name => {
        const type = text(`constraints/${name}/f_type`);
        return type === undefined ? [] : [[name, type]];
      }),
    ),
    saysRoles: text('objective/name') !== undefined,
    inequalityTolerance: numbersOf(reader.data(`${at}opt_description/ineq_tolerance`))[0],
    solver: text('solution/optimizer_name'),
    metadata: {
      ...Object.fromEntries(
        described.map(name => [name, toStrictJson(groupJson(reader, `${at}${name}`))]),
      ),
      ...initialPoint(reader, `${at}design_space`),
    },
  };
}

function readVariables(reader: Hdf5Reader, space: string): readonly DesignVariable[] {
  const numbers = (path: string) => numbersOf(reader.data(`${space}/${path}`));
  return textsOf(reader.data(`${space}/names`)).map(name => ({
    name,
    size: numbers(`${name}/size`)[0] ?? 1,
    type: textsOf(reader.data(`${space}/${name}/var_type`))[0] ?? 'float',
    lower: numbers(`${name}/l_b`),
    upper: numbers(`${name}/u_b`),
    choices: numbers(`${name}/choices`),
  }));
}

/** Flags are numbers, or texts in some versions. */
function isFalse(reader: Hdf5Reader, path: string): boolean {
  const flag = reader.data(path)?.values[0];
  return flag === 'False' || (flag !== undefined && typeof flag !== 'string' && Number(flag) === 0);
}

/** The values that the design space has now: of the start, or of the optimum. */
function initialPoint(reader: Hdf5Reader, space: string): JsonObject {
  const values = textsOf(reader.data(`${space}/names`)).flatMap(name => {
    const value = dataJson(reader.data(`${space}/${name}/value`));
    return value === undefined ? [] : [[name, toStrictJson(value)] as const];
  });
  return values.length > 0 ? { design_space_value: Object.fromEntries(values) } : {};
}
