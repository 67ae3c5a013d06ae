import workerProgram from './analysis/analysisWorker.program';
import { ExplorerPage } from './page/explorerPage';
import { HostLink } from './page/hostLink';

/* The program of an explorer's page. */

const root = document.getElementById('explorer');
if (root === null) throw new Error('The page is not an explorer.');
const host = new HostLink();
for (const use of ['pointerdown', 'keydown']) {
  window.addEventListener(use, () => void host.ask('use', {}), { once: true });
}
void new ExplorerPage(root, host, workerProgram).show();
