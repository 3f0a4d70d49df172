import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hashText } from '../base/hash.ts';
import { decodeLink, encodeLink, type StimulusLink } from './stimulus-link.ts';

const format = { frames: 92_610, sampleRate: 44_100, channels: 1 };
const link: StimulusLink = {
  engine: { id: 'sonde/1', wasm: hashText('kernels') },
  query: { file: 'source:1', stack: [{ module: 'world', f0: '-12st', vtl: '+3.8st' }] },
  sources: [{ id: hashText('file'), samples: hashText('samples'), ...format }],
  result: { ...format, pcm16: hashText('16'), float: hashText('64') },
};

const base64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

describe('a stimulus link', () => {
  it('is read as it was written, from the fragment and from a whole address', () => {
    expect(decodeLink(encodeLink(link))).toEqual(link);
    expect(decodeLink(`https://lab.example/sonde/#${encodeLink(link)}`)).toEqual(link);
  });

  it('fits into a message: the recipe of one sound has at most 900 characters', () => {
    expect(encodeLink(link).length).toBeLessThanOrEqual(900);
  });

  it('is written in characters that need no escape in an address', () => {
    expect(encodeLink(link)).toMatch(/^x1=[A-Za-z0-9_-]+$/);
  });

  it('is the same text for the same content, whatever the order of keys', () => {
    const { engine, query, sources, result } = link;
    expect(encodeLink({ result, sources, query, engine })).toBe(encodeLink(link));
  });

  it('is packed as any DEFLATE and base64url program packs it', () => {
    const text = `x1=${base64Url(deflateSync(strToU8(JSON.stringify(link))))}`;
    expect(decodeLink(text)).toEqual(link);
  });

  it.each([
    ['nothing', ''],
    ['another fragment', '#screen=sets'],
    ['a link without content', 'x1='],
    ['a foreign character', 'x1=ab*c'],
    ['other JSON', `x1=${base64Url(deflateSync(strToU8('{"engine":1}')))}`],
    ['no JSON', `x1=${base64Url(deflateSync(strToU8('hello')))}`],
    ['a link cut short', encodeLink(link).slice(0, -40)],
  ])('refuses %s in words', (_what, text) => {
    expect(() => decodeLink(text)).toThrow(/This is not a stimulus link: .* up to its last character\.$/);
  });

  it('unpacks no more than its limit', () => {
    const bomb = `x1=${base64Url(deflateSync(new Uint8Array(40_000_000)))}`;
    expect(bomb.length).toBeLessThan(65_536);
    expect(() => decodeLink(bomb)).toThrow(expect.objectContaining({ code: 'size-limit' }));
  });

  it('never fails otherwise than in words', () => {
    const characters = fc.string({ unit: fc.constantFrom(...'ABCxyz019-_='), maxLength: 200 });
    fc.assert(
      fc.property(characters, (text) => {
        try {
          decodeLink(`x1=${text}`);
          return false;
        } catch (error) {
          return (error as { code?: string }).code === 'link-invalid';
        }
      }),
    );
  });
});
