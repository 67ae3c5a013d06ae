/** Something that can be let go of. Assignable to `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Subscribes to something that happens; disposing the return value unsubscribes. Assignable to `vscode.Event`. */
export type Event<T> = (listener: (event: T) => unknown) => Disposable;

/** The sending side of an {@link Event}. A listener that throws does not keep the others from hearing. */
export class Emitter<T> {
  private readonly listeners = new Set<(event: T) => unknown>();

  /** @param heard called when somebody listens and nobody did before: for what is only worth its cost then. */
  constructor(private readonly heard: () => void = () => undefined) {}

  readonly event: Event<T> = listener => {
    if (!this.isHeard) this.heard();
    // Wrapped, so that the same function may subscribe twice and unsubscribe once.
    const entry = (event: T): unknown => listener(event);
    this.listeners.add(entry);
    return { dispose: () => this.listeners.delete(entry) };
  };

  /** Whether anybody listens; when not, an event need not even be made. */
  get isHeard(): boolean {
    return this.listeners.size > 0;
  }

  /**
   * Calls every listener in the order of subscription.
   * @throws the first listener's error, after all were called.
   */
  fire(event: T): void {
    const errors: unknown[] = [];
    for (const listener of [...this.listeners]) {
      try {
        listener(event);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  dispose(): void {
    this.listeners.clear();
  }
}
