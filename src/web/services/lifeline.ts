/**
 * What calls across a border hang on: when it breaks, each of them is answered. Not a race against one promise that
 * rejects at the end: that would hold every answer ever given until then.
 */
export class Lifeline {
  readonly #pending = new Set<(reason: Error) => void>();
  #broken: Error | undefined;

  /** Settles as `call` does, or rejects when the line breaks first. */
  hold<T>(call: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        this.#pending.delete(reject);
        then();
      };
      call.then(
        (value) => settle(() => resolve(value)),
        (thrown: unknown) => settle(() => reject(thrown)),
      );
      if (this.#broken) reject(this.#broken);
      else this.#pending.add(reject);
    });
  }

  /** The first reason counts. */
  break(reason: Error): void {
    this.#broken ??= reason;
    for (const reject of this.#pending) reject(this.#broken);
    this.#pending.clear();
  }

  /** Calls that wait for an answer. */
  get size(): number {
    return this.#pending.size;
  }
}
