import type { Workbench } from './workbench';

/** The windows that are open now; a failed test takes a picture of each. */
export const openWorkbenches = new Set<Workbench>();

/** Name of the picture that a window leaves when it is closed. */
export const lastPicture = 'last';
