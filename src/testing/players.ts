import { afterEach } from 'vitest';
import type { Player } from '../web/services/player.ts';
import { createPlayer } from '../web/services/web-audio-player.ts';

/** Makes players that end with the test that made them. */
export function playersOfTests(): () => Player {
  const players: Player[] = [];
  afterEach(() => {
    for (const player of players.splice(0)) player.dispose();
  });
  return () => {
    const player = createPlayer();
    players.push(player);
    return player;
  };
}

/** Looks at every frame: it is the audio clock that is waited for, not the wall's. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => requestAnimationFrame(resolve));
}
