import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import {
  beginsShortcut,
  chosenOf,
  hasPraatKeys,
  readKeyMap,
  refusalOf,
  withPraatKeys,
  writeKeyMap,
} from './key-editing.ts';
import { keysOf } from './key-map.ts';
import { COMMANDS, findCommand } from './registry.ts';

const command = (id: string) => findCommand(id)!;
const refused = (id: string, keys: string, chosen = {}) => refusalOf(COMMANDS, chosen, command(id), keys);

describe('a key for a command', () => {
  it('is refused where it is not ours to give', () => {
    expect(refused('play.side', 'Ctrl+T')).toMatch(/^Ctrl T belongs to the browser/);
    expect(refused('play.side', 'Enter')).toMatch(/^Enter belongs to the control that has the focus/);
    expect(refused('play.side', 'Shift+ArrowLeft')).toMatch(/belongs to the control/);
  });

  it('is refused where it stands for another command of the same scope, or begins its keys', () => {
    expect(refused('play.side', 'L')).toMatch(/^L stands for .Loop. here already/);
    expect(refused('play.side', 'G')).toMatch(/here already/);
    expect(refused('play.side', '? Q')).toMatch(/Keyboard shortcuts/);
  });

  it('is taken where it is free: a key of another scope, one given away, its own', () => {
    expect(refused('play.side', 'W')).toBeUndefined();
    expect(refused('play.side', 'L', { 'play.loop': ['Y'] })).toBeUndefined();
    expect(refused('play.side', 'X')).toBeUndefined();
    expect(refused('app.escape', 'Escape')).toBeUndefined();
  });

  it('is kept once, however often it is given', () => {
    expect(chosenOf(command('play.side'), ['X', 'X'])).toBeUndefined();
    expect(chosenOf(command('play.side'), ['X', 'Y', 'X'])).toEqual(['X', 'Y']);
  });

  it('waits for a second one where it begins shortcuts', () => {
    expect(beginsShortcut(COMMANDS, {}, command('go.sets'), 'G')).toBe(true);
    expect(beginsShortcut(COMMANDS, {}, command('view.all'), 'G')).toBe(false);
  });
});

describe("Praat's keys", () => {
  it('are added to the own ones, and leave nothing behind', () => {
    expect(hasPraatKeys(COMMANDS, {})).toBe(false);
    const praat = withPraatKeys(COMMANDS, {}, true);
    expect(hasPraatKeys(COMMANDS, praat)).toBe(true);
    expect(keysOf(command('view.zoomIn'), praat)).toEqual(['W', 'Ctrl+I']);
    expect(withPraatKeys(COMMANDS, praat, false)).toEqual({});
  });

  it('leave other chosen keys as they are', () => {
    const own = { 'play.side': ['Y'], 'view.all': ['Z'] };
    const praat = withPraatKeys(COMMANDS, own, true);
    expect(praat).toMatchObject({ 'play.side': ['Y'], 'view.all': ['Z', 'Ctrl+A'] });
    expect(withPraatKeys(COMMANDS, praat, false)).toEqual(own);
  });

  it('are refused where one of them stands for something else', () => {
    const taken = { 'view.range': ['Ctrl+I'] };
    expect(() => withPraatKeys(COMMANDS, taken, true)).toThrow(/Ctrl I stands for .Next frequency range./);
  });
});

describe('a key map as a file', () => {
  it('comes back as it was written', () => {
    const chosen = { 'play.side': ['Y', 'G Y'], 'play.loop': [] };
    expect(readKeyMap(COMMANDS, writeKeyMap(COMMANDS, chosen))).toEqual({ chosen, unknown: [] });
    expect(readKeyMap(COMMANDS, writeKeyMap(COMMANDS, {}))).toEqual({ chosen: {}, unknown: [] });
  });

  it('names what this version does not know, and passes it over', () => {
    const text = JSON.stringify({ sonde: 'keys', version: 1, keys: { 'play.dance': ['Y'], 'play.side': ['U'] } });
    expect(readKeyMap(COMMANDS, text)).toEqual({ chosen: { 'play.side': ['U'] }, unknown: ['play.dance'] });
  });

  it.each([
    ['no JSON', '{'],
    ['another file', '{"sonde":"set","version":1,"keys":{}}'],
    ['keys that are no texts', '{"sonde":"keys","version":1,"keys":{"play.side":[1]}}'],
  ])('is refused with what would be right: %s', (_, text) => {
    expect(() => readKeyMap(COMMANDS, text)).toThrow(/no key map: expected/);
  });

  it('is refused as a whole where a key has two meanings, or belongs to the browser', () => {
    const read = (keys: object) => () => readKeyMap(COMMANDS, JSON.stringify({ sonde: 'keys', version: 1, keys }));
    expect(read({ 'play.side': ['Y'], 'play.loop': ['Y'] })).toThrow(/gives Y to .+ and to .+ Nothing was changed/);
    expect(read({ 'play.side': ['Ctrl+W'] })).toThrow(AppError);
  });
});
