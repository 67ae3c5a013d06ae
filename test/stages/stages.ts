import { editionNamed, editions, newestEdition, type Edition } from '../vscode/editions';
import { npm } from '../vscode/npm';
import { repository } from '../vscode/repository';
import { runDesktopStage } from './desktopStage';
import { runHostStage } from './hostStage';
import { runE2eStage, runUnitStage } from './mochaStage';
import { packageFile } from './packageFile';
import type { Counts } from './stageResults';

/** One step of the tests. */
export interface Stage {
  readonly name: string;
  /** Whether it looks at what `npm run build` makes. */
  readonly needsBuild?: boolean;
  /**
   * @throws {Unavailable} when this machine cannot run it.
   * @throws what keeps it from counting.
   */
  run(): Promise<Counts>;
}

/**
 * The stages that a word of the command line stands for.
 * @param version of the only VS Code to test in; all editions without it.
 * @throws {Error} when there is no such stage or edition.
 */
export function stagesOf(word: string, version?: string): readonly Stage[] {
  const chosen = version === undefined ? editions : [editionNamed(version)];
  switch (word) {
    case 'check':
      return [{ name: 'types, lint and format', run: runCheck }];
    case 'unit':
      return unitStages();
    case 'host':
      return chosen.map(edition => inVsCode('host tests', edition, () => runHostStage(edition)));
    case 'e2e':
      return chosen.map(edition =>
        inVsCode('end-to-end tests', edition, () => runE2eStage(edition)),
      );
    case 'desktop':
      return [{ name: 'host tests in desktop VS Code', needsBuild: true, run: runDesktopStage }];
    case 'vsix':
      return chosen.map(edition => ({
        name: `installed package in VS Code ${edition.version}`,
        run: async () => runE2eStage(edition, { package: await packageFile() }),
      }));
    default:
      throw new Error(`There is no stage "${word}": check, unit, host, e2e, desktop or vsix.`);
  }
}

function inVsCode(what: string, edition: Edition, run: () => Promise<Counts>): Stage {
  return { name: `${what} in VS Code ${edition.version}`, needsBuild: true, run };
}

/** Node.js before 22.13 has no `node:sqlite`, whose tests then need another Node.js. */
function unitStages(): readonly Stage[] {
  const versions = [process.versions.node];
  if (process.getBuiltinModule('node:sqlite') === undefined) versions.push(newestEdition.node);
  return versions.map(version => ({
    name: `unit tests on Node.js ${version}`,
    run: () => runUnitStage(version),
  }));
}

async function runCheck(): Promise<Counts> {
  // Not a test: it can fail, and when it does not there is nothing to count.
  const { code } = await npm(['run', '--silent', 'check'], { folder: repository, inherit: true });
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: [] };
}
