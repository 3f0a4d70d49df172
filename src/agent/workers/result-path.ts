import { join } from 'node:path';

/** Where clients of VTServer find results: `<folder>/<first character>/<signature>.<format>`. */
export function resultPath(folder: string, signature: string, format: string): string {
  return join(folder, signature.charAt(0), `${signature}.${format}`);
}
