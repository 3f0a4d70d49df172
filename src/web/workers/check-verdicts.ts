import type { FileVerdict } from '../../core/provenance/verify-file.ts';
import type { Verdict } from '../../core/provenance/verify-link.ts';
import type { CheckVerdict } from '../services/provenance-client.ts';

/** What the page is told of a link's verdict. */
export function linkVerdict(verdict: Verdict): CheckVerdict {
  switch (verdict.kind) {
    case 'identical':
      return { kind: 'identical', same: verdict.samples };
    case 'recipe-not-understood':
      return { kind: verdict.kind, error: verdict.error.toJSON() };
    default:
      return { kind: verdict.kind, of: 'link' };
  }
}

/** And of a file's. */
export function fileVerdict(verdict: FileVerdict): CheckVerdict {
  switch (verdict.kind) {
    case 'identical':
      return { kind: 'identical', same: verdict.same === 'file' ? 'file' : 'float' };
    case 'recipe-not-understood':
      return { kind: verdict.kind, error: verdict.error.toJSON() };
    case 'source-differs':
      return { kind: verdict.kind };
    default:
      return { kind: verdict.kind, of: 'file', ...(verdict.difference ? { difference: verdict.difference } : {}) };
  }
}
