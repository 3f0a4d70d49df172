/** The head of a WAV file of one channel of 16 bits. @param frames that follow */
export function wavHead(sampleRate: number, frames: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + 2 * frames, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(2 * sampleRate, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(2 * frames, 40);
  return head;
}

/** A whole file. */
export function wavOf(sampleRate: number, samples: Int16Array): Buffer {
  return Buffer.concat([wavHead(sampleRate, samples.length), Buffer.from(samples.buffer)]);
}
