import type { TaskAnswer, TaskInput, TaskMessage, TaskName, TaskOutput } from './analysisTasks';

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Computes in a worker, so that the page stays quick. */
export class AnalysisClient {
  private readonly waiting = new Map<number, Waiting>();
  private readonly worker: Promise<Worker>;
  private lastId = 0;

  /** @param program URI of the worker's program. A worker may only be started from a blob here, so it is fetched first. */
  constructor(program: string) {
    this.worker = startWorker(program, answer => this.receive(answer));
  }

  /** @throws {Error} that says why it could not be computed. */
  async run<Name extends TaskName>(name: Name, input: TaskInput<Name>): Promise<TaskOutput<Name>> {
    const worker = await this.worker;
    const id = ++this.lastId;
    const message: TaskMessage = { id, name, input };
    const output = await new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage(message);
    });
    return output as TaskOutput<Name>;
  }

  private receive(answer: TaskAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('failure' in answer) waiting?.reject(new Error(answer.failure));
    else waiting?.resolve(answer.output);
  }
}

async function startWorker(
  program: string,
  onAnswer: (answer: TaskAnswer) => void,
): Promise<Worker> {
  const blob = await (await fetch(program)).blob();
  const uri = URL.createObjectURL(new Blob([blob], { type: 'text/javascript' }));
  const worker = new Worker(uri);
  URL.revokeObjectURL(uri);
  worker.onmessage = ({ data }: MessageEvent<TaskAnswer>) => onAnswer(data);
  return worker;
}
