/** Files of a folder that are sounds, by their names: the rest of it is nobody's wish. */
export function isSoundName(name: string): boolean {
  return !name.startsWith('.') && /\.(wav|wave|rf64|bw64|bwf|aiff?|aifc|flac|mp[23]|og[ga]|opus|zip)$/i.test(name);
}
