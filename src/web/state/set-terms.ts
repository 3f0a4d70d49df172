export const WAYS = ['list', 'range', 'points', 'random'] as const;
export type Way = (typeof WAYS)[number];

export const UNITS = ['number', 'st', '*', 'Hz', '~Hz', 's', '~s'] as const;
export type Unit = (typeof UNITS)[number];

/** How values lie between two ends; `normal` of random ones only, about a mean. */
export const SCALES = ['linear', 'log', 'normal'] as const;
export type Scale = (typeof SCALES)[number];
