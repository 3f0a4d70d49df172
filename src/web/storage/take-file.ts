/** The samples of one take, growing. Bytes are those behind the head of a WAV file. */
export interface TakeFile {
  /** Bytes of samples that were appended. */
  readonly length: number;
  /**
   * Adds samples. The bytes may be used again when it returns.
   * @throws DOMException QuotaExceededError
   */
  append(bytes: Uint8Array<ArrayBuffer>): void;
  /** On the disk when it resolves, with this head before the samples. @throws DOMException QuotaExceededError */
  flush(head: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Cuts the samples off after `length` bytes, and lets the file go. */
  finish(head: Uint8Array<ArrayBuffer>, length: number): Promise<void>;
}
