import workerProgram from './analysis/analysisWorker.program';
import { ComparePage } from './compare/comparePage';
import { HostLink } from './page/hostLink';
import type { CompareState } from './protocol';

/* The program of the page of a comparison. */

const root = document.getElementById('compare');
if (root === null) throw new Error('The page is no comparison.');
void new ComparePage(root, new HostLink<CompareState>(), workerProgram).show();
