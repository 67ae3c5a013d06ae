import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { outFolder } from '../vscode/repository';

/** What one run of mocha counted. */
export interface Counts {
  readonly passed: number;
  /** Full titles of the tests that failed, or what else did, each with the stack of its error. */
  readonly failed: readonly string[];
  /** Full titles of the tests that were not run, with the reason in them. */
  readonly skipped: readonly string[];
}

/** What one stage of the tests came to. */
export interface StageResult extends Counts {
  readonly stage: string;
}

const resultsFile = path.join(outFolder, 'test-results.json');

/** The results of all stages so far, of this process and of those that were told to add to the same file. */
export class StageResults {
  private constructor(private readonly stages: StageResult[]) {}

  /** Starts with nothing, or with what `out/test-results.json` holds. */
  static open(options: { readonly append: boolean }): StageResults {
    if (!options.append || !existsSync(resultsFile)) return new StageResults([]);
    const { stages } = JSON.parse(readFileSync(resultsFile, 'utf8')) as { stages: StageResult[] };
    return new StageResults(stages);
  }

  get hasFailed(): boolean {
    return this.totals().failed.length > 0;
  }

  /** Adds the result of a stage and writes all of them to `out/test-results.json`. */
  async add(result: StageResult): Promise<void> {
    this.stages.push(result);
    await mkdir(outFolder, { recursive: true });
    const content = { ...this.totals(), stages: this.stages };
    await writeFile(resultsFile, `${JSON.stringify(content, undefined, 2)}\n`);
  }

  /**
   * A line for each stage and each skipped test, what failed and why, and then `N passed, N failed, N skipped` as the
   * last one.
   */
  summary(): string {
    const lines = this.stages.map(stage => `${stage.stage}: ${counted(stage)}`);
    const skipped = this.stages.flatMap(stage =>
      stage.skipped.map(title => `skipped in ${stage.stage}: ${title}`),
    );
    const failed = this.stages.flatMap(stage =>
      stage.failed.map(reason => `\nfailed in ${stage.stage}: ${reason}`),
    );
    return ['', ...lines, ...skipped, ...failed, '', counted(this.totals())].join('\n');
  }

  private totals(): Counts {
    return {
      passed: this.stages.reduce((sum, stage) => sum + stage.passed, 0),
      failed: this.stages.flatMap(stage => stage.failed),
      skipped: this.stages.flatMap(stage => stage.skipped),
    };
  }
}

function counted({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
}
