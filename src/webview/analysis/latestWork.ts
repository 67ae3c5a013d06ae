/** Work of which only the latest counts: when it begins anew, what was begun before is ended. */
export class LatestWork {
  private latest = new AbortController();

  /** The signal that ends what begins now. */
  begin(): AbortSignal {
    this.end();
    this.latest = new AbortController();
    return this.latest.signal;
  }

  end(): void {
    this.latest.abort();
  }
}
