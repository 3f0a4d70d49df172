/** Why no microphone could be opened; each has its own way out. */
export type Refusal = 'denied' | 'no-device' | 'in-use' | 'gone' | 'insecure' | 'unsupported' | 'failed';

/** Why this page can open none; undefined when it can try. */
export function recordingObstacle(): Refusal | undefined {
  if (!window.isSecureContext) return 'insecure';
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  const isPossible = devices !== undefined && 'getUserMedia' in devices && typeof AudioContext !== 'undefined';
  return isPossible ? undefined : 'unsupported';
}
