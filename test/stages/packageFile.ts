import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { repository } from '../vscode/repository';

/**
 * Returns the path of the `.vsix` file that `npm run package` makes.
 * @throws {Error} when it is not there.
 */
export async function packageFile(): Promise<string> {
  const manifest = await readFile(path.join(repository, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(manifest) as {
    readonly name: string;
    readonly version: string;
  };
  const file = `${name}-${version}.vsix`;
  if (!(await readdir(repository)).includes(file)) {
    throw new Error(`There is no ${file}; run \`npm run package\` first.`);
  }
  return path.join(repository, file);
}
