import { ComparePage } from './compare/comparePage';
import { HostLink } from './page/hostLink';
import type { CompareState } from './protocol';

/* The program of the page of a comparison. */

const root = document.getElementById('compare');
const workerProgram = document.body.dataset['worker'];
if (root === null || workerProgram === undefined) throw new Error('The page is no comparison.');
void new ComparePage(root, new HostLink<CompareState>(), workerProgram).show();
