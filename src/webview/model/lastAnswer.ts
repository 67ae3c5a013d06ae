/** Remembers the last answer for as long as it is asked for the same. */
export class LastAnswer<Answer> {
  private key: readonly unknown[] | undefined;
  private answer: Promise<Answer> | undefined;

  /** @param key what the answer depends on, compared one by one with `===`. */
  of(key: readonly unknown[], make: () => Promise<Answer>): Promise<Answer> {
    const { key: known, answer } = this;
    const isKnown = known?.length === key.length && key.every((part, at) => part === known[at]);
    if (isKnown && answer !== undefined) return answer;
    const made = make();
    this.key = key;
    this.answer = made;
    // Who asked is told; who asks again may have more luck.
    made.catch(() => {
      if (this.answer === made) this.key = undefined;
    });
    return made;
  }
}
