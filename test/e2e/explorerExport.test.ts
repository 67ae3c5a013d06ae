import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { explorerFrame, violationsIn } from './support/explorerFrame';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import { waitUntil } from './support/waitUntil';

describe('Export from the explorer in VS Code', function () {
  this.timeout(240_000);
  let opened: SmallWorkspace;
  let frame: Frame;

  before(async () => {
    opened = await openSmallWorkspace({ primary: ['beam'] });
    const { workbench } = opened;
    await workbench.openContainer('OptiScope');
    await workbench.contextMenu(workbench.treeRow('Primary', 'beam'), 'Open in Explorer');
    frame = await explorerFrame(workbench, 'Welded beam');
  });

  after(() => opened.close());

  const press = (name: string) => frame.getByRole('button', { name, exact: true }).click();

  /** Says where to write in VS Code's own dialog, which proposes a name. */
  async function saveAs(proposal: string, name: string): Promise<string> {
    const { quickInput } = opened.workbench;
    await quickInput.waitFor();
    const isProposed = async () => path.basename(await quickInput.value()) === proposal;
    await waitUntil(isProposed, { what: `a dialog that proposes ${proposal}` });
    const file = path.join(opened.folder, name);
    await quickInput.enter(file);
    return file;
  }

  it('writes a picture of the plot in sight, and says where', async () => {
    await press('Save Picture…');
    await press('SVG');
    const file = await saveAs('beam-pareto.svg', 'front.svg');
    await frame.getByText('Saved as front.svg.').first().waitFor();
    const svg = await readFile(file, 'utf8');
    assert.match(
      svg,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*Pareto front[^]*<\/svg>\s*$/,
    );
  });

  it('writes rows in the format that is chosen', async () => {
    await press('Export…');
    await press('Choose Format…');
    await opened.workbench.quickInput.pick('LaTeX');
    await opened.workbench.quickInput.waitFor('Export: Digits of Numbers');
    await opened.workbench.quickInput.pick('3 Significant Digits');
    const file = await saveAs('beam.tex', 'rows.tex');
    await frame.getByText('Exported as rows.tex.').first().waitFor();
    const latex = await readFile(file, 'utf8');
    assert.equal(latex.match(/\\\\$/gm)?.length, 4, latex);
  });

  it('writes nothing when no place is chosen', async () => {
    await press('Save Picture…');
    await press('PNG');
    await opened.workbench.quickInput.waitFor();
    await opened.workbench.quickInput.cancel();
    await frame.getByText('Nothing was saved.').first().waitFor();
  });

  it('copies code that takes the selected rows', async () => {
    await press('Invert');
    await press('Copy as Python');
    await frame
      .getByText(/^Copied/)
      .first()
      .waitFor();
    const code = await opened.workbench.clipboard();
    assert.match(code, /read_feather/);
    assert.match(code, /assert len\(df\) == 3/);
    assert.deepEqual(await violationsIn(frame), []);
  });
});
