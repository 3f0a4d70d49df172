/**
 * Colours of maps, computed here in OKLab so that lightness is strictly monotone in level: order survives grey print and
 * colour blindness. Entry 0 is the quietest.
 */
export type Rgb = readonly [number, number, number];

/** Level per stored step. */
export const STEP_DB = 0.5;
export const MAP_SIZE = 201;

export const MAP_NAMES = ['paper', 'ink', 'viridis', 'cividis', 'magma'] as const;

/**
 * Not to be chosen: of the two sides over each other, on light and on dark, and of a difference from none to much;
 * `levels` are the levels themselves, evenly from 0 to 255, to be read back.
 */
const INNER_NAMES = ['blue', 'orange', 'blue-ink', 'orange-ink', 'less', 'more', 'less-ink', 'more-ink'] as const;

export type MapName = (typeof MAP_NAMES)[number] | (typeof INNER_NAMES)[number] | 'levels';

/**
 * Colours that a map passes, evenly; hue and chroma are theirs, lightness runs evenly from the first to the last.
 * @source viridis, magma: van der Walt & Smith (2015); cividis: Nuñez, Anderton & Renslow (2018), PLoS ONE 13(7)
 */
const STOPS: Readonly<Record<Exclude<MapName, 'levels'>, readonly string[]>> = {
  // White paper, dark energy, as in a phonetics book; a breath of warmth in the greys.
  paper: ['ffffff', 'b9b8b6', '77756f', '14120f'],
  ink: ['0d0d10', '55555a', 'a3a3a6', 'ffffff'],
  viridis: ['440154', '482878', '3e4989', '31688e', '26828e', '1f9e89', '35b779', '6ece58', 'b5de2b', 'fde725'],
  cividis: ['00224e', '123570', '3b496c', '575d6d', '707173', '8a8678', 'a59c74', 'c3b369', 'e1cc55', 'fee838'],
  blue: ['ffffff', '1d4f9e'],
  orange: ['ffffff', 'e08a3c'],
  'blue-ink': ['0d0d10', '3f7fe0'],
  'orange-ink': ['0d0d10', 'ffb878'],
  less: ['ffffff', '2f5fa7'],
  more: ['ffffff', 'a64a12'],
  'less-ink': ['0d0d10', '7fa8ea'],
  'more-ink': ['0d0d10', 'e2965c'],
  magma: ['0d0d10', '180f3d', '440f76', '721f81', '9e2f7f', 'cd4071', 'f1605d', 'fd9668', 'feca8d', 'fcfdbf'],
};

type Lab = readonly [lightness: number, a: number, b: number];

/** `size` colours, 0..255 each. */
export function colourMap(name: MapName, size = MAP_SIZE): readonly Rgb[] {
  if (name === 'levels') return Array.from({ length: size }, (_, index) => evenGrey(index / Math.max(size - 1, 1)));
  const stops = STOPS[name].map(readLab);
  const [first, last] = [stops[0]?.[0] ?? 0, stops.at(-1)?.[0] ?? 1];
  return Array.from({ length: size }, (_, index) => {
    const at = index / Math.max(size - 1, 1);
    const place = at * (stops.length - 1);
    const left = stops[Math.min(Math.floor(place), stops.length - 1)] ?? GREY;
    const right = stops[Math.min(Math.floor(place) + 1, stops.length - 1)] ?? left;
    const share = place - Math.floor(place);
    const mix = (axis: 1 | 2) => left[axis] + (right[axis] - left[axis]) * share;
    return fromLab([first + (last - first) * at, mix(1), mix(2)]);
  });
}

function evenGrey(at: number): Rgb {
  const value = Math.round(255 * at);
  return [value, value, value];
}

/** `size` colours on either side of none: blue for less, orange for more. @param dark on a dark ground */
export function divergingMap(dark: boolean, size: number): Uint32Array {
  const less = packedColourMap(dark ? 'less-ink' : 'less', size + 1);
  const more = packedColourMap(dark ? 'more-ink' : 'more', size + 1);
  return Uint32Array.from([...less.toReversed(), ...more.subarray(1)]);
}

/** The same, as little-endian RGBA words for `ImageData`. */
export function packedColourMap(name: MapName, size = MAP_SIZE): Uint32Array {
  return Uint32Array.from(
    colourMap(name, size),
    ([red, green, blue]) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0,
  );
}

const GREY: Lab = [0.5, 0, 0];

/** @source Ottosson (2020), "A perceptual color space for image processing" (OKLab) */
function readLab(hex: string): Lab {
  const [red, green, blue] = [0, 2, 4].map((at) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16))) as [
    number,
    number,
    number,
  ];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Out-of-gamut colours lose chroma, not lightness. */
function fromLab([lightness, a, b]: Lab): Rgb {
  for (let chroma = 1; chroma > 0; chroma -= 0.02) {
    const linear = linearRgb(lightness, a * chroma, b * chroma);
    if (linear.every((value) => value >= -1e-4 && value <= 1 + 1e-4)) return encode(linear);
  }
  return encode(linearRgb(lightness, 0, 0));
}

function linearRgb(lightness: number, a: number, b: number): Rgb {
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

function toLinear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of an sRGB colour, 0..1 (WCAG). */
export function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
}
