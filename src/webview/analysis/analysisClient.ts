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
  private readonly program: Promise<string>;
  private readonly waiting: Job[] = [];
  private readonly idle: Worker[] = [];
  private workerCount = 0;

  /** @param program URI of the workers' program. A worker may only be started from a blob here, so it is fetched first. */
  constructor(program: string) {
    this.program = blobOf(program);
    // One starts before anybody asks; a failure is told to whoever does.
    this.program.then(
      uri => this.idle.push(this.newWorker(uri)),
      () => undefined,
    );
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
    const program = await this.program;
    const output = await new Promise<unknown>((resolve, reject) => {
      this.waiting.push({ message: { name, input }, signal, resolve, reject });
      this.startNext(program);
    });
    return output as TaskOutput<Name>;
  }

  private startNext(program: string): void {
    const job = this.waiting[0];
    if (job === undefined) return;
    if (job.signal?.aborted === true) {
      this.waiting.shift();
      job.reject(job.signal.reason);
      this.startNext(program);
      return;
    }
    if (this.idle.length === 0 && this.workerCount === mostWorkers) return;
    this.waiting.shift();
    this.give(job, this.idle.pop() ?? this.newWorker(program), program);
  }

  private newWorker(program: string): Worker {
    this.workerCount++;
    return new Worker(program);
  }

  private give({ message, signal, resolve, reject }: Job, worker: Worker, program: string): void {
    const end = (): void => {
      signal?.removeEventListener('abort', abort);
      this.startNext(program);
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

async function blobOf(program: string): Promise<string> {
  const blob = await (await fetch(program)).blob();
  return URL.createObjectURL(new Blob([blob], { type: 'text/javascript' }));
}
