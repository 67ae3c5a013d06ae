import { analysisTasks } from './analysisTasks';
import type { TaskAnswer, TaskMessage } from './analysisTasks';

/* The program of the worker: does what it is asked, one thing after the other. */

const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: TaskMessage }) => void;
  postMessage: (answer: TaskAnswer) => void;
};

scope.onmessage = ({ data: { id, name, input } }) => {
  try {
    const task = analysisTasks[name] as (input: unknown) => unknown;
    scope.postMessage({ id, output: task(input) });
  } catch (error) {
    scope.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
};
