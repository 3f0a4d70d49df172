/** The sound that the request calls `voice_16k.wav`. */
export const SOURCE = 'src/testing/golden/vtserver/voice_16k.wav';

export const REQUEST = `{
  "file": ["voice_16k.wav", { "file": "voice_16k.wav", "stack": [{ "module": "world", "duration": "*0.5" }] }],
  "stack": [{ "module": "world", "f0": "~150Hz", "vtl": "-3.8st" }],
  "output": { "encoding": "s24" }
}`;

/**
 * SHA-256 of the samples as little-endian doubles, and of the file. Committed: they change only with what a query means
 * or gives, together with the engine's number.
 */
export const EXPECTED = {
  signature: 'M4c7cge32zvkh27h4hnpk43yq7j6h7iy6ptmh5bklj5psjf36',
  samples: '9d40836448f9474534c8da73bb3dd87f961e8bac8cf62a1cf3ca3a66f3542812',
  file: 'fb9282b23423cf84244de2ba9e2a68e68132a67997bfc9f6f97194cafa9fd9a4',
};
