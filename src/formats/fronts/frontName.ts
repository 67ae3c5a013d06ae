/** What the numbers of a file are, by the custom of multi-objective tools. */
export type FrontPart =
  | 'objectives'
  | 'variables'
  | 'inequalities'
  | 'equalities'
  | 'violation'
  | 'objective gradients'
  | 'constraint gradients'
  | 'kktpm';

/** What a file's name says of it. */
export interface FrontName {
  /** `undefined` when the name is usual for such files, but says no more. */
  readonly part?: FrontPart;
  readonly tool?: 'jMetal' | 'pymoo';
  /** The best points known of a problem: none should be better than another in all objectives. */
  readonly isReference?: true;
  /** Other files of the same points: base name → what they hold. */
  readonly companions?: ReadonlyMap<string, FrontPart>;
  /** Files that may hold one number that rates the points: base name → name of the indicator. */
  readonly indicators?: ReadonlyMap<string, string>;
  /** The name is the same in every run. */
  readonly isUsual?: true;
}

/** The extensions of pymoo's test data. */
const extensions: readonly (readonly [extension: string, part: FrontPart])[] = [
  ['f', 'objectives'],
  ['x', 'variables'],
  ['g', 'inequalities'],
  ['h', 'equalities'],
  ['cv', 'violation'],
  ['df', 'objective gradients'],
  ['dg', 'constraint gradients'],
  ['kktpm', 'kktpm'],
];

/** The letters that pymoo's users put at the end of names. */
const letters: readonly (readonly [letter: string, part: FrontPart])[] = [
  ['F', 'objectives'],
  ['X', 'variables'],
  ['G', 'inequalities'],
  ['H', 'equalities'],
  ['CV', 'violation'],
];

/** What the name of a file in a folder of this name says; `undefined` when it is no name of a front or set. */
export function frontName(file: string, folder: string): FrontName | undefined {
  return jmetalName(file) ?? extensionName(file) ?? letterName(file) ?? referenceName(file, folder);
}

/** `FUN.tsv`, `FUN0.tsv`, `FUN_ZDT4.csv`, `BEST_HV_FUN.csv`, `FUN.NSGAII.ZDT1`, each with its VAR. */
function jmetalName(file: string): FrontName | undefined {
  const [, before = '', word, after = ''] =
    /^((?:[^]*[_-])?)(FUN|VAR)((?:[\d._-][^]*)?)$/.exec(file) ?? [];
  if (word === undefined) return undefined;
  const isUsual = before === '' && /^(?:\.[a-z]+)?$/.test(after);
  const base = { tool: 'jMetal', ...(isUsual && { isUsual }) } as const;
  if (word === 'VAR') return { ...base, part: 'variables' };
  const companions = new Map<string, FrontPart>([
    [`${before}VAR${after}`, 'variables'],
    [`${before}X${after}`, 'variables'],
    [`${before}G${after}`, 'inequalities'],
  ]);
  return { ...base, part: 'objectives', companions };
}

function extensionName(file: string): FrontName | undefined {
  const [, stem = '', extension] = /^([^]+)\.([a-z]+)$/.exec(file) ?? [];
  if (extension === 'var') return { part: 'variables', tool: 'jMetal' };
  if (extension === 'fun') {
    return {
      part: 'objectives',
      tool: 'jMetal',
      companions: new Map([[`${stem}.var`, 'variables']]),
    };
  }
  const part = extensions.find(([known]) => known === extension)?.[1];
  if (part === undefined) return undefined;
  if (part !== 'objectives') return { part, tool: 'pymoo' };
  return {
    part,
    tool: 'pymoo',
    companions: new Map(
      extensions.flatMap(([known, held]) => (known === 'f' ? [] : [[`${stem}.${known}`, held]])),
    ),
    indicators: new Map(['gd', 'igd', 'hv'].map(name => [`${stem}.${name}`, name])),
  };
}

/** `F.csv`, `run-F.dat`. */
function letterName(file: string): FrontName | undefined {
  const pattern = /^((?:[^]*[-_. ])?)(F|X|G|H|CV)(\.(?:csv|tsv|dat|txt|out))$/;
  const [, before = '', letter, extension = ''] = pattern.exec(file) ?? [];
  const part = letters.find(([known]) => known === letter)?.[1];
  if (part === undefined) return undefined;
  const others = letters.filter(([known]) => letter === 'F' && known !== 'F');
  return {
    part,
    tool: 'pymoo',
    companions: new Map(others.map(([known, held]) => [`${before}${known}${extension}`, held])),
    ...(before === '' && { isUsual: true }),
  };
}

/** Fronts of problems, with the extensions of jMetal, pymoo and Borg, or in jMetal's folders of them. */
function referenceName(file: string, folder: string): FrontName | undefined {
  const isTable = /\.(?:csv|tsv|dat|txt)$/.test(file);
  if (/\.(?:pf|reference)$/.test(file) || (isTable && /^referenceFronts/i.test(folder))) {
    return { part: 'objectives', isReference: true };
  }
  return file.endsWith('.dat') ? {} : undefined;
}
