import type { Workbench } from './workbench';

/** Leaves the whole side bar to the sources. */
export async function showSources(workbench: Workbench): Promise<void> {
  await workbench.openContainer('OptiScope');
  for (const other of ['Primary', 'Secondary']) {
    const header = workbench.viewHeader(other);
    if ((await header.getAttribute('aria-expanded')) === 'true')
      await header.click({ position: { x: 8, y: 8 } });
  }
}
