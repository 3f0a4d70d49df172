/**
 * A change of a quantity as the field writes it: `*1.2` (ratio), `-12st` or `+20Hz` (offset), `~120Hz` (absolute).
 */
export type QuantityUnit = 'Hz' | 'st' | 's';

export type Quantity =
  | { readonly kind: 'ratio'; readonly value: number }
  | { readonly kind: 'offset'; readonly value: number; readonly unit: QuantityUnit }
  | { readonly kind: 'absolute'; readonly value: number; readonly unit: QuantityUnit };
