import type { Workbench } from './workbench';

/** Imports a file of the workspace with the entry of the Explorer's context menu. */
export async function importFromExplorer(workbench: Workbench, name: string): Promise<void> {
  await workbench.openContainer('Explorer');
  const file = workbench.page
    .locator('.explorer-folders-view')
    .getByRole('treeitem', { name, exact: true });
  await workbench.contextMenu(file, 'Import Result…');
}
