import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { databaseDrafts, naturalObjective } from './gemseo/databaseDrafts';
import { readDatabase } from './gemseo/readDatabase';
import { readProblem } from './gemseo/readProblem';
import type { Problem } from './gemseo/readProblem';
import type { Hdf5Outline } from './hdf5/hdf5Outline';
import { hdf5Outline, soundOutline } from './hdf5/hdf5Outline';
import type { Hdf5Reader } from './hdf5/hdf5Reader';
import { readHdf5 } from './hdf5/openHdf5';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import type { AssignedRoles } from './roles/applyRoles';
import { askedColumns } from './roles/askedColumns';
import type { AskedColumns } from './roles/askedColumns';
import { applyTogether, proposeTogether } from './roles/askedTogether';

/** Histories of GEMSEO's in HDF5: databases of evaluations, with or without the problem that was solved. */
export const gemseoHdf5: Format = {
  id: 'gemseo-hdf5',
  title: 'GEMSEO history (HDF5)',
  holds: 'many',
  detect,
  propose,
  read,
};

/** A database at a node of the file, the empty one being its root. */
interface History {
  readonly node: string;
  readonly problem: Problem;
  readonly columns: AskedColumns;
  readonly rowCount: number;
  readonly notes: readonly string[];
}

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const outline = await soundOutline(file);
  return outline && nodesIn(outline).length > 0 ? { confidence: 0.9 } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  return proposeTogether((await historiesIn(file)).map(({ columns }) => columns));
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const histories = await historiesIn(file);
  const columns = histories.map(history => history.columns);
  const assigned = applyTogether(file.name, columns, roles);
  return histories.map((history, index) =>
    historyResult(file, history, assigned[index] as AssignedRoles),
  );
}

/** A database has its points, names and values in groups called by one letter. */
function nodesIn({ groups }: Hdf5Outline): readonly string[] {
  return [...groups.keys()].filter(path =>
    ['x', 'k', 'v'].every(name => groups.has(path === '' ? name : `${path}/${name}`)),
  );
}

async function historiesIn(file: SourceFile): Promise<readonly History[]> {
  const outline = await hdf5Outline(file);
  const nodes = outline === undefined ? [] : nodesIn(outline);
  return readHdf5(file, reader => nodes.map(node => readHistory(reader, node)));
}

function readHistory(reader: Hdf5Reader, node: string): History {
  const problem = readProblem(reader, node);
  const { entries, notes } = readDatabase(reader, node);
  return {
    node,
    problem,
    columns: askedColumns(databaseDrafts(entries, problem)),
    rowCount: entries.length,
    notes: [...notesOn(problem), ...notes],
  };
}

function notesOn(problem: Problem): readonly string[] {
  const { objective, inequalityTolerance, constraints } = problem;
  const natural = naturalObjective(problem);
  const hasInequalities = [...constraints.values()].includes('ineq');
  return [
    ...(natural === undefined
      ? []
      : [`"${natural}" is maximised: the file keeps it negated, as "${objective}".`]),
    ...(natural === undefined && objective?.startsWith('-')
      ? [`"${objective}" is minimised, with the numbers that the file keeps.`]
      : []),
    ...(hasInequalities && inequalityTolerance !== undefined
      ? [
          `GEMSEO takes inequalities for met up to ${inequalityTolerance}; here they are met up to 0.`,
        ]
      : []),
  ];
}

function historyResult(
  file: SourceFile,
  { node, problem, rowCount, notes }: History,
  { columns, assumed }: AssignedRoles,
): ImportedResult {
  return importedResult({
    name: node === '' ? nameWithoutExtension(file.name) : node,
    source: { tool: 'GEMSEO', file: file.name, kind: 'hdf5', ...(node !== '' && { node }) },
    problem: { ...(problem.solver && { solver: problem.solver }), nEvaluations: rowCount },
    columns,
    metadata: problem.metadata,
    notes,
    assumed,
  });
}
