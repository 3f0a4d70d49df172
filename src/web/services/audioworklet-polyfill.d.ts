/** It has no types, and nothing to be called: loading it is its work. */
declare module 'audioworklet-polyfill';
