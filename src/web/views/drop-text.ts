import type { Screen } from '../state/app-state.ts';
import { strings } from '../strings.ts';

const CONTOURS = ['text/csv', 'text/tab-separated-values'];

/**
 * What a drop will do, from the media types that the browser tells while files hover; their names it does not tell.
 * @param types empty texts for what the system does not know
 */
export function dropText(types: readonly string[], screen: Screen): string {
  const t = strings.library;
  const contour = screen === 'lab' ? types.findIndex((type) => CONTOURS.includes(type)) : -1;
  const set = types.indexOf('application/json');
  const sounds = types.filter((_, index) => index !== contour && index !== set).length;
  const parts = [
    ...(contour >= 0 ? [t.droppingContour] : []),
    ...(set >= 0 ? [t.droppingSet] : []),
    ...(sounds > 0 || types.length === 0 ? [screen === 'verify' ? t.droppingCheck : t.dropping(sounds)] : []),
  ];
  return parts.join(' \u00b7 ');
}
