import { describe, expect, it } from 'vitest';
import { createShowing } from './showing.ts';

/** A clock that runs when it is told to, and what was drawn and dropped. */
function setUp() {
  const timers: { at: number; run: () => void }[] = [];
  const shown: string[] = [];
  const dropped: string[] = [];
  let now = 0;
  const after = (milliseconds: number, run: () => void) => {
    const timer = { at: now + milliseconds, run };
    timers.push(timer);
    return () => {
      if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
    };
  };
  const pass = (milliseconds: number) => {
    const end = now + milliseconds;
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers.splice(timers.indexOf(next), 1);
      now = next.at;
      next.run();
    }
    now = end;
  };
  const showing = createShowing<string>({
    after,
    shown: (result) => shown.push(result),
    dropped: (result) => dropped.push(result),
  });
  return { showing, shown, dropped, pass };
}

describe('showing results', () => {
  it('shows at once what nobody drags', () => {
    const { showing, shown } = setUp();
    for (const result of ['a', 'b', 'c']) showing.show(result, false);
    expect(shown).toEqual(['a', 'b', 'c']);
  });

  it('shows the first of a drag at once, then a few a second, and says which it leaves out', () => {
    const { showing, shown, dropped, pass } = setUp();
    for (let move = 0; move <= 6; move++) {
      showing.begin();
      pass(50);
      showing.show(`${move}`, true, 37.5);
    }
    expect(shown).toEqual(['0', '2', '5']);
    expect(dropped).toEqual(['1', '3', '4']);
    expect(showing.waits()).toBe(true);
    pass(150);
    expect(shown).toEqual(['0', '2', '5', '6']);
    expect(showing.waits()).toBe(false);
  });

  it('shows fewer where making a sound takes longer, but never fewer than four a second', () => {
    const drawn = [10, 37.5, 2000].map((elapsed) => {
      const { showing, shown, pass } = setUp();
      for (let move = 0; move < 100; move++) {
        showing.show(`${move}`, true, elapsed);
        pass(10);
      }
      return shown.length;
    });
    expect(drawn).toEqual([11, 7, 5]);
  });

  it('shows the last one soon after the hand rests', () => {
    const { showing, shown, pass } = setUp();
    showing.show('a', true, 37.5);
    showing.show('b', true, 37.5);
    showing.rest();
    pass(39);
    expect(shown).toEqual(['a']);
    pass(1);
    expect(shown).toEqual(['a', 'b']);
    pass(1000);
    expect(shown).toEqual(['a', 'b']);
  });

  it('does not take a pause between two moves for a rest', () => {
    const { showing, shown, pass } = setUp();
    showing.show('a', true, 37.5);
    showing.show('b', true, 37.5);
    showing.rest();
    pass(20);
    showing.begin();
    pass(100);
    expect(shown).toEqual(['a']);
  });

  it('shows what waits when it is told to, once, or forgets it', () => {
    const { showing, shown, dropped, pass } = setUp();
    showing.show('a', true, 37.5);
    showing.show('b', true, 37.5);
    showing.flush();
    showing.show('c', true, 37.5);
    showing.drop();
    showing.flush();
    pass(1000);
    expect([shown, dropped]).toEqual([['a', 'b'], ['c']]);
  });

  it('leaves out what a committed value overtakes', () => {
    const { showing, shown, dropped, pass } = setUp();
    showing.show('a', true, 37.5);
    showing.show('b', true, 37.5);
    showing.show('c', false);
    pass(1000);
    expect([shown, dropped]).toEqual([['a', 'c'], ['b']]);
  });
});
