/**
 * Spectrogram colours, computed here in OKLab so that lightness is strictly monotone in level: order survives grey
 * print and colour blindness. Entry 0 is the quietest.
 */
export type Rgb = readonly [number, number, number];

/** The range shown, dB below the loudest instant of the source (Praat's default), and the step of stored levels. */
export const RANGE_DB = 70;
export const STEP_DB = 0.5;

export const MAP_SIZE = RANGE_DB / STEP_DB + 1;

interface Stop {
  /** Position, 0..1. */
  readonly at: number;
  /** OKLCh: chroma and hue in degrees; lightness is linear over the whole map. */
  readonly chroma: number;
  readonly hue: number;
}

interface MapDesign {
  readonly quiet: number;
  readonly loud: number;
  readonly stops: readonly Stop[];
}

/** White paper, dark energy, as in a phonetics book; a breath of warmth in the greys. */
const PAPER: MapDesign = {
  quiet: 1,
  loud: 0.17,
  stops: [
    { at: 0, chroma: 0, hue: 80 },
    { at: 0.3, chroma: 0.004, hue: 80 },
    { at: 1, chroma: 0.004, hue: 60 },
  ],
};

/** From the plot's near black over violet, rose and amber to pale yellow. */
const EMBER: MapDesign = {
  quiet: 0.16,
  loud: 0.97,
  stops: [
    { at: 0, chroma: 0.006, hue: 285 },
    { at: 0.12, chroma: 0.06, hue: 290 },
    { at: 0.3, chroma: 0.145, hue: 312 },
    { at: 0.5, chroma: 0.185, hue: 358 },
    { at: 0.68, chroma: 0.175, hue: 388 },
    { at: 0.84, chroma: 0.13, hue: 426 },
    { at: 1, chroma: 0.07, hue: 464 },
  ],
};

export type MapName = 'paper' | 'ember';

const DESIGNS: Readonly<Record<MapName, MapDesign>> = { paper: PAPER, ember: EMBER };

/** `MAP_SIZE` colours, 0..255 each. */
export function colourMap(name: MapName): readonly Rgb[] {
  const design = DESIGNS[name];
  return Array.from({ length: MAP_SIZE }, (_, index) => {
    const at = index / (MAP_SIZE - 1);
    const { chroma, hue } = between(design.stops, at);
    return fromOklch(design.quiet + (design.loud - design.quiet) * at, chroma, hue);
  });
}

/** The same, as little-endian RGBA words for `ImageData`. */
export function packedColourMap(name: MapName): Uint32Array {
  return Uint32Array.from(
    colourMap(name),
    ([red, green, blue]) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0,
  );
}

function between(stops: readonly Stop[], at: number): { chroma: number; hue: number } {
  const above = stops.findIndex((stop) => stop.at >= at);
  const right = stops[above];
  const left = stops[above - 1] ?? right;
  if (right === undefined || left === undefined) return { chroma: 0, hue: 0 };
  const share = right === left ? 0 : (at - left.at) / (right.at - left.at);
  const eased = share * share * (3 - 2 * share);
  return {
    chroma: left.chroma + (right.chroma - left.chroma) * eased,
    hue: left.hue + (right.hue - left.hue) * eased,
  };
}

/** @source Ottosson (2020), "A perceptual color space for image processing" (OKLab); out-of-gamut colours lose chroma, not lightness */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  for (let c = chroma; c > 0; c -= 0.004) {
    const linear = linearRgb(lightness, c, hue);
    if (linear.every((value) => value >= -1e-4 && value <= 1 + 1e-4)) return encode(linear);
  }
  return encode(linearRgb(lightness, 0, 0));
}

function linearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function encode([red, green, blue]: Rgb): Rgb {
  return [gamma(red), gamma(green), gamma(blue)];
}

function gamma(linear: number): number {
  const value = Math.min(Math.max(linear, 0), 1);
  const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255);
}

/** Relative luminance of an sRGB colour, 0..1 (WCAG). */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
