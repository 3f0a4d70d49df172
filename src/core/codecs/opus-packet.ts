/** Samples at 48 kHz of 2.5 to 60 ms, by the mode's two lowest bits. */
const SILK = [480, 960, 1920, 2880];
const HYBRID = [480, 960, 480, 960];
const CELT = [120, 240, 480, 960];

/** Of 120 ms, the most that a packet may have. */
const MAX_DURATION = 5760;

/**
 * Samples at 48 kHz that a packet stands for; 0 for one that cannot be.
 * @source RFC 6716, 3.1 and 3.2
 */
export function opusDuration(packet: Uint8Array): number {
  const [first, second = 0] = packet;
  if (first === undefined) return 0;
  const mode = first >> 3;
  const sizes = mode < 12 ? SILK : mode < 16 ? HYBRID : CELT;
  const code = first & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : second & 63;
  const duration = (sizes[mode & 3] ?? 0) * frames;
  return duration > MAX_DURATION ? 0 : duration;
}
