import { editionNamed, editions, newestEdition, type Edition } from '../vscode/editions';
import { npm } from '../vscode/npm';
import { repository } from '../vscode/repository';
import { runDesktopStage } from './desktopStage';
import { runHostStage } from './hostStage';
import { runBrowserStage, runE2eStage, runFaultStage, runUnitStage } from './mochaStage';
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
    case 'faults':
      return faultStages({ full: false });
    case 'faults-full':
      return faultStages({ full: true });
    case 'browser':
      return [{ name: 'tests of the explorer in a browser', run: runBrowserStage }];
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
      throw new Error(
        `There is no stage "${word}": check, unit, faults, faults-full, browser, host, e2e, desktop or vsix.`,
      );
  }
}

function inVsCode(what: string, edition: Edition, run: () => Promise<Counts>): Stage {
  return { name: `${what} in VS Code ${edition.version}`, needsBuild: true, run };
}

/** The running Node.js and, when that is one before 22.13 without `node:sqlite`, one that has it. */
function nodeVersions(): readonly string[] {
  const running = process.versions.node;
  const hasSqlite = process.getBuiltinModule('node:sqlite') !== undefined;
  return hasSqlite ? [running] : [running, newestEdition.node];
}

function unitStages(): readonly Stage[] {
  return nodeVersions().map(version => ({
    name: `unit tests on Node.js ${version}`,
    run: () => runUnitStage(version),
  }));
}

/** What does not depend on `node:sqlite` does not run a second time. */
function faultStages({ full }: { readonly full: boolean }): readonly Stage[] {
  return nodeVersions().map((node, index) => ({
    name: `${full ? 'all fault tests' : 'fault tests'} on Node.js ${node}`,
    run: () => runFaultStage({ node, full, ...(index > 0 && { only: 'node:sqlite' as const }) }),
  }));
}

async function runCheck(): Promise<Counts> {
  // Not a test: it can fail, and when it does not there is nothing to count.
  const { code } = await npm(['run', '--silent', 'check'], { folder: repository, inherit: true });
  return { passed: 0, failed: code === 0 ? [] : ['npm run check'], skipped: [] };
}
