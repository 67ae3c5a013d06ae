import type { Column } from '../core/column';
import type { JsonObject } from '../core/json';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { isMostlyDominated } from './fronts/dominance';
import { frontName } from './fronts/frontName';
import type { FrontName } from './fronts/frontName';
import { loadFront } from './fronts/loadFront';
import type { LoadedFront } from './fronts/loadFront';
import { lookAtMatrix } from './fronts/lookAtMatrix';
import { vamosRun } from './fronts/vamosRun';
import { importedResult } from './importedResult';
import { applyRoles } from './roles/applyRoles';
import type { AssignedRoles } from './roles/applyRoles';
import { proposeRoles } from './roles/proposeRoles';
import type { GuessRole } from './roles/proposeRoles';
import { guessRole } from './roles/roleRules';
import { headText } from './text/decodeText';

/**
 * Fronts and sets of points as multi-objective tools write them: rows of numbers without names. What the numbers are is
 * told by the file's name (jMetal, VAMOS, pymoo), or asked.
 */
export const front: Format = {
  id: 'front',
  title: 'Front or set of points',
  holds: 'one',
  detect,
  propose,
  read,
};

/** A table of numbers is as well read as CSV: what only fronts have makes this surer. */
async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file);
  const look = text === undefined ? undefined : lookAtMatrix(text, file.size <= file.head.length);
  const isFront = look?.hasSets === true || frontName(file.name, file.folder.name) !== undefined;
  return look !== undefined && isFront ? { confidence: 0.55 } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  const loaded = await loadFront(file);
  const guess = guessOf(loaded);
  return guess === undefined ? undefined : proposeRoles(loaded.columns, guess);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const loaded = await loadFront(file);
  const { name, companions, indicators } = loaded;
  const guess = guessOf(loaded);
  const isRun = name?.tool === 'jMetal' && name.part === 'objectives';
  const vamos = isRun ? await vamosRun(file) : undefined;
  const stem = file.name.replace(/(?<=.)\.[a-z]+$/, '');
  const tool = vamos === undefined ? toolOf(name) : 'VAMOS';
  const { columns, assumed } =
    guess === undefined
      ? saidByTool(loaded.columns)
      : applyRoles(file.name, loaded.columns, roles, guess);
  const found = importedResult({
    name: vamos?.name ?? (name?.isUsual ? file.folder.name : stem),
    source: {
      tool,
      ...(vamos?.version !== undefined && { version: vamos.version }),
      file: file.name,
      ...(companions.length > 0 && { companions }),
    },
    ...(vamos && { problem: vamos.problem }),
    columns,
    metadata: {
      ...vamos?.metadata,
      ...(Object.keys(indicators).length > 0 && { indicators }),
    },
    notes: [...loaded.notes, ...notesOn(loaded, tool)],
    unread: loaded.unread,
    assumed,
  });
  return [found];
}

function toolOf(name: FrontName | undefined): string {
  return name?.tool ?? (name?.isReference ? 'Reference front' : 'Text');
}

/** How to guess roles where a person has to look at them; `undefined` where the tool's convention settles them. */
function guessOf({ name, columns }: LoadedFront): GuessRole | undefined {
  if (name?.part !== undefined) {
    return name.isReference && isMostlyDominated(columns) ? guessRole : undefined;
  }
  const points = columns.filter(({ variable }) => variable.name !== 'set');
  if (points.length < 2 || isMostlyDominated(points)) return guessRole;
  return column =>
    column === 'set' ? { role: 'observable' } : { role: 'objective', direction: 'minimize' };
}

function saidByTool(columns: readonly Column[]): AssignedRoles {
  const said = columns.flatMap(({ variable: { name, role, direction } }) =>
    direction === undefined ? [] : [[name, { role, direction, by: 'tool' }] as const],
  );
  return { columns, assumed: Object.fromEntries<JsonObject>(said) };
}

function notesOn({ name, columns }: LoadedFront, tool: string): readonly string[] {
  if (name?.part !== 'objectives') return [];
  if (!name.isReference) {
    return [
      `All objectives are minimised by the convention of ${tool}; the file itself does not say so.`,
    ];
  }
  return isMostlyDominated(columns)
    ? [
        'If all objectives were minimised, most of these points would be dominated: some are probably maximised, as in the fronts of MODAct, but the file does not say which.',
      ]
    : [
        'Fronts of jMetal and pymoo hold objectives that are minimised; the file itself does not say so.',
      ];
}
