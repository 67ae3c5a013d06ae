import { Emitter } from '../../core/event';
import type {
  HostMessage,
  KeptViews,
  PanelState,
  RequestMessage,
  RequestName,
  Requests,
} from '../protocol';

/** What VS Code gives the page of a panel; it can be taken only once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: KeptViews): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

interface Waiting {
  readonly resolve: (answer: Requests[RequestName]['answer']) => void;
  readonly reject: (error: Error) => void;
}

/** The extension host, as the page sees it: it answers, and says when the result has changed. */
export class HostLink<State extends KeptViews = PanelState> {
  private readonly api = acquireVsCodeApi();
  private readonly waiting = new Map<number, Waiting>();
  private readonly changed = new Emitter<undefined>();
  private lastId = 0;

  /** Fires when the result has another revision, another name, or is gone. */
  readonly onDidChange = this.changed.event;

  constructor() {
    window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => this.receive(data));
  }

  /** What the page kept before it was hidden or the window was reloaded. */
  get state(): State | undefined {
    return this.api.getState() as State | undefined;
  }

  set state(state: State) {
    this.api.setState(state);
  }

  /** @throws {Error} with a message for the user, when the host cannot answer. */
  ask<Name extends RequestName>(
    request: Name,
    ask: Requests[Name]['ask'],
  ): Promise<Requests[Name]['answer']> {
    const id = ++this.lastId;
    const message = { id, request, ask } as RequestMessage;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.api.postMessage(message);
    });
  }

  private receive(message: HostMessage): void {
    if ('notice' in message) {
      this.changed.fire(undefined);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if ('failure' in message) waiting?.reject(new Error(message.failure));
    else waiting?.resolve(message.answer);
  }
}
