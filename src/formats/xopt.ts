import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import { applyRoles } from './roles/applyRoles';
import { proposeRoles } from './roles/proposeRoles';
import { headText } from './text/decodeText';
import { readDump } from './xopt/readDump';

/** Xopt's dumps: YAML or JSON of versions 1 to 3 with data inside or beside, and the JSON results of version 0. */
export const xopt: Format = {
  id: 'xopt',
  title: 'Xopt dump',
  holds: 'one',
  detect,
  propose,
  read,
};

const tailBytes = 65_536;

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const head = headText(file)?.trimStart() ?? '';
  if (head.startsWith('{')) {
    const isFirst =
      /"constraint_status"\s*:/.test(head) && /^\{\s*"(?:variables|objectives)"\s*:/.test(head);
    const isTable =
      /^\{\s*"[^"]*"\s*:\s*\{\s*"0"\s*:/.test(head) &&
      (await hasInTail(file, /"feasibility"\s*:\s*\{|"xopt_error"\s*:\s*\{/));
    const isDump = /"vocs"\s*:\s*\{/.test(head) && /"generator"\s*:/.test(head);
    return isFirst || isTable || isDump ? { confidence: 0.85 } : undefined;
  }
  if (!/^(?:#[^\n]*\n\s*)*[A-Za-z_][\w-]*:/.test(head)) return undefined;
  if (/^[ \t]*vocs:/m.test(head) && /^[ \t]+objectives:/m.test(head)) return { confidence: 0.9 };
  // Dumps begin with their data, which may be long.
  const isLong = file.size > file.head.length && /^data:\s*$/m.test(head);
  const isXopt = isLong && (await hasInTail(file, /^[ \t]*vocs:\s*$/m));
  return isXopt ? { confidence: 0.9 } : undefined;
}

async function hasInTail(file: SourceFile, pattern: RegExp): Promise<boolean> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of file.chunks(Math.max(0, file.size - tailBytes))) {
    text += decoder.decode(chunk, { stream: true });
  }
  return pattern.test(text);
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  const { columns, guess } = await readDump(file);
  return guess && proposeRoles(columns, guess);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const dump = await readDump(file);
  const { columns, assumed } = dump.guess
    ? applyRoles(file.name, dump.columns, roles, dump.guess)
    : { columns: dump.columns, assumed: {} };
  const { generator, version } = dump;
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'Xopt', ...(version && { version }), file: file.name },
    problem: {
      ...(generator && { solver: generator }),
      nEvaluations: columns[0]?.values.length ?? 0,
    },
    columns,
    metadata: dump.metadata,
    notes: dump.notes,
    unread: dump.unread,
    assumed,
    stateColumn: 'xopt_error',
  });
  return [found];
}
