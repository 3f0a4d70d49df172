/**
 * The engine's id, part of every signature. The number changes only when results change: other samples, or another
 * meaning of a request. A new release that computes the same keeps it, so that caches and recipes stay valid.
 */
export const ENGINE = 'sonde/1';
