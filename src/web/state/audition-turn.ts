import type { Player } from '../services/player.ts';

const holders = new WeakMap<Player, () => void>();

/**
 * Takes the one place for what is heard beside the workbench's sound: who had it gives it up, with what it was making
 * ready. @param giveUp the same function each time, by which the one who takes it again is known
 */
export function takeTurn(audition: Player, giveUp: () => void): void {
  const before = holders.get(audition);
  if (before === giveUp) return;
  holders.set(audition, giveUp);
  before?.();
}
