import type { Side } from '../services/player.ts';
import type { Context } from './context.ts';
import { tellPlayFailure } from './play-failure.ts';

export interface PlayActions {
  toggle(): void;
  /** Stops where it is, so that the next start goes on from there. */
  pause(): void;
  stop(): void;
  setSide(side: Side): void;
  switchSide(): void;
  toggleLoop(): void;
  /** While a dot is held: the result goes round; afterwards everything is as it was. */
  holdLoop(): () => void;
}

export function createPlayActions(context: Context): PlayActions {
  const { store, player } = context;

  function play(): void {
    if (!store.getState().source) return;
    player.play().catch((thrown: unknown) => tellPlayFailure(context, thrown));
  }

  return {
    toggle() {
      if (player.state().playing) player.stop();
      else play();
    },
    pause() {
      if (!player.state().playing) return play();
      const position = player.position();
      player.stop();
      player.seek(position);
      store.setState((state) => ({ view: { ...state.view, cursor: position } }));
    },
    stop: () => player.stop(),
    setSide: (side) => player.setSide(side),
    switchSide: () => player.setSide(player.state().side === 'source' ? 'result' : 'source'),
    toggleLoop: () => player.setLoop(!player.state().loop),
    holdLoop() {
      const before = player.state();
      // Where B is something else, the result is not what would be heard.
      if (before.playing || store.getState().monitor.others.result) return () => undefined;
      player.setSide('result');
      player.setLoop(true);
      play();
      return () => {
        player.stop();
        player.setLoop(before.loop);
      };
    },
  };
}
