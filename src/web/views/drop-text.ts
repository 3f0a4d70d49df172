import type { Screen } from '../state/app-state.ts';
import { strings } from '../strings.ts';

const CONTOURS = ['text/csv', 'text/tab-separated-values'];

/**
 * What a drop will do, from the media types that the browser tells while files hover; their names it does not tell.
 * @param types empty texts for what the system does not know
 */
export function dropText(types: readonly string[], screen: Screen): string {
  const t = strings.library;
  const contours = screen === 'lab' ? types.filter((type) => CONTOURS.includes(type)).length : 0;
  const set = types.indexOf('application/json');
  const sounds = types.length - contours - (set >= 0 ? 1 : 0);
  const parts = [
    ...(contours > 0 ? [t.droppingContour(contours)] : []),
    ...(set >= 0 ? [t.droppingSet] : []),
    ...(sounds > 0 || types.length === 0 ? [screen === 'verify' ? t.droppingCheck : t.dropping(sounds)] : []),
  ];
  return parts.join(' \u00b7 ');
}
