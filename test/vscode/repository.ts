import path from 'node:path';

/** The root folder of this repository, which is also the folder of the extension under development. */
export const repository = path.resolve(__dirname, '..', '..');

/** Where everything that tests and `npm start` write goes; ignored by git. */
export const outFolder = path.join(repository, 'out');
