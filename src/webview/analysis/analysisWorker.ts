import { analysisTasks } from './analysisTasks';
import type { TaskAnswer, TaskMessage } from './analysisTasks';

/* The program of the worker: does what it is asked, one thing after the other. */

const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: TaskMessage }) => void;
  postMessage: (answer: TaskAnswer) => void;
};

scope.onmessage = ({ data: { name, input } }) => {
  try {
    const task = analysisTasks[name] as (input: unknown) => unknown;
    scope.postMessage({ output: task(input) });
  } catch (error) {
    scope.postMessage({ failure: error instanceof Error ? error.message : String(error) });
  }
};
