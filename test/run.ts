import { parseArgs } from 'node:util';
import { seedVariable } from './faults/support/form';
import { grepVariable } from './stages/countingReporter';
import { runCommand } from './stages/runCommand';
import { stagesOf, type Stage } from './stages/stages';
import { StageResults, type Counts } from './stages/stageResults';
import { Unavailable } from './vscode/unavailable';

/**
 * Runs stages of the tests one after the other and closes with `N passed, N failed, N skipped` as the last line.
 * Usage: `tsx test/run.ts [--append] [--edition 1.139] [--grep pattern] [--seed 1] stage…`
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      append: { type: 'boolean', default: false },
      edition: { type: 'string' },
      grep: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  if (values.grep !== undefined) process.env[grepVariable] = values.grep;
  if (values.seed !== undefined) process.env[seedVariable] = values.seed;
  const results = StageResults.open({ append: values.append });
  const stages = positionals.flatMap(word => stagesOf(word, values.edition));
  if (stages.some(stage => stage.needsBuild)) await build(results);
  for (const stage of stages) {
    console.log(`\n===== ${stage.name} =====`);
    await results.add({ stage: stage.name, ...(await countsOf(stage)) });
  }
  console.log(results.summary());
  process.exitCode = results.hasFailed ? 1 : 0;
}

async function build(results: StageResults): Promise<void> {
  const code = await runCommand(process.execPath, ['esbuild.mjs']);
  if (code !== 0)
    await results.add({ stage: 'build', passed: 0, failed: ['node esbuild.mjs'], skipped: [] });
}

async function countsOf(stage: Stage): Promise<Counts> {
  try {
    return await stage.run();
  } catch (error) {
    if (error instanceof Unavailable) {
      console.log(`Skipped: ${error.message}`);
      return { passed: 0, failed: [], skipped: [`all of it: ${error.message}`] };
    }
    console.error(error);
    return { passed: 0, failed: [String(error)], skipped: [] };
  }
}

void main();
