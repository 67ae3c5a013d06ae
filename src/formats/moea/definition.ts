/** A variable, objective or constraint as the MOEA Framework defines it, e.g. `RealVariable(0.0,1.0)`. */
export interface Definition {
  /** Name of the Java class, without its package. */
  readonly kind: string;
  /** The name given to it, where it has one. */
  readonly name: string | undefined;
  readonly numbers: readonly number[];
  /** As it stands in the file. */
  readonly text: string;
}

/** `undefined` for a text that is no definition, and for one that the framework itself says is not supported. */
export function parseDefinition(text: string | undefined): Definition | undefined {
  const [, kind, inner = ''] =
    /^(?:[\w$]+\.)*([\w$]+)(?:\(([^]*)\))?$/.exec(text?.trim() ?? '') ?? [];
  if (text === undefined || kind === undefined) return undefined;
  const args = inner === '' ? [] : inner.split(',').map(arg => arg.trim());
  const isNamed = args[0] !== undefined && args[0] !== '' && Number.isNaN(Number(args[0]));
  return {
    kind,
    name: isNamed ? args[0]?.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : undefined,
    numbers: args.slice(isNamed ? 1 : 0).map(Number),
    text: text.trim(),
  };
}
