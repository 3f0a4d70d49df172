/** As much of this package as the bench calls; it brings no types. */
declare module 'fourier-transform' {
  export function fft(x: Float64Array, out: [Float64Array, Float64Array]): [Float64Array, Float64Array];
}
