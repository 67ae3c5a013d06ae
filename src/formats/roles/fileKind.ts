import type { RoleProposal } from '../format';

/** Names files with these columns of this format, so that what was chosen for one holds for all of its kind. */
export function fileKind({ id }: { readonly id: string }, { columns }: RoleProposal): string {
  return JSON.stringify([id, ...columns.map(({ name }) => name)]);
}
