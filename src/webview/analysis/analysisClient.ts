import type { TaskAnswer, TaskInput, TaskMessage, TaskName, TaskOutput } from './analysisTasks';

interface Job {
  readonly message: TaskMessage;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** So that long work, such as sorting a million texts, does not hold up what is quick. */
const mostWorkers = 3;

/** Computes in workers, so that the page stays quick. They stay when they have nothing to do. */
export class AnalysisClient {
  private readonly program: string;
  private readonly waiting: Job[] = [];
  private readonly idle: Worker[] = [];
  private workerCount = 0;

  /** @param program of the workers, as a text: a panel may only start them from a blob. */
  constructor(program: string) {
    this.program = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
    // One starts before anybody asks.
    this.idle.push(this.newWorker());
  }

  /**
   * @param signal ends the work: nobody needs it any more.
   * @throws {Error} that says why it could not be computed; the signal's reason when it was ended.
   */
  async run<Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
    signal?: AbortSignal,
  ): Promise<TaskOutput<Name>> {
    const output = await new Promise<unknown>((resolve, reject) => {
      this.waiting.push({ message: { name, input }, signal, resolve, reject });
      this.startNext();
    });
    return output as TaskOutput<Name>;
  }

  private startNext(): void {
    const job = this.waiting[0];
    if (job === undefined) return;
    if (job.signal?.aborted === true) {
      this.waiting.shift();
      job.reject(job.signal.reason);
      this.startNext();
      return;
    }
    if (this.idle.length === 0 && this.workerCount === mostWorkers) return;
    this.waiting.shift();
    this.give(job, this.idle.pop() ?? this.newWorker());
  }

  private newWorker(): Worker {
    this.workerCount++;
    return new Worker(this.program);
  }

  private give({ message, signal, resolve, reject }: Job, worker: Worker): void {
    const end = (): void => {
      signal?.removeEventListener('abort', abort);
      this.startNext();
    };
    const abort = (): void => {
      // A task does not listen while it computes.
      worker.terminate();
      this.workerCount--;
      reject(signal?.reason);
      end();
    };
    signal?.addEventListener('abort', abort);
    worker.onmessage = ({ data }: MessageEvent<TaskAnswer>) => {
      this.idle.push(worker);
      if ('failure' in data) reject(new Error(data.failure));
      else resolve(data.output);
      end();
    };
    worker.postMessage(message);
  }
}
