/**
 * While a hand moves, results are drawn no oftener than this, ms: drawing each would keep the next sound waiting. A machine
 * that takes long over a sound takes long over its pictures, too.
 */
const EVERY_MS = { least: 100, most: 250, perRendered: 4 };
/** A hand that has waited so long rests, ms. */
const REST_MS = 40;

export interface Showing<R> {
  /**
   * @param following a hand is moving: the result may be overtaken before it is drawn
   * @param elapsed how long it took to make, ms
   */
  show(result: R, following: boolean, elapsed?: number): void;
  /** A job begins: what waits for a rest of the hand waits for its turn instead. */
  begin(): void;
  /** Nothing runs: what waits is shown unless a job begins soon. */
  rest(): void;
  /** Shows at once what waits. */
  flush(): void;
  /** Forgets what waits. */
  drop(): void;
  waits(): boolean;
}

export interface ShowingHandlers<R> {
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly shown: (result: R) => void;
  /** It is not going to be shown. */
  readonly dropped: (result: R) => void;
}

const NOTHING = () => undefined;

/** Which of the results that are heard are drawn as well: the ear first, the eye a few times a second and at the end. */
export function createShowing<R>({ after, shown, dropped }: ShowingHandlers<R>): Showing<R> {
  let waiting: { readonly result: R } | undefined;
  let closed = false;
  let took = 0;
  let stopTurn: () => void = NOTHING;
  let stopRest: () => void = NOTHING;

  function flush(): void {
    stopRest();
    if (waiting === undefined) return;
    const { result } = waiting;
    waiting = undefined;
    shown(result);
  }

  function drop(): void {
    stopRest();
    if (waiting === undefined) return;
    const { result } = waiting;
    waiting = undefined;
    dropped(result);
  }

  function close(): void {
    const { least, most, perRendered } = EVERY_MS;
    stopTurn();
    closed = true;
    stopTurn = after(Math.min(Math.max(perRendered * took, least), most), () => {
      closed = false;
      if (waiting === undefined) return;
      flush();
      close();
    });
  }

  return {
    show(result, following, elapsed = 0) {
      drop();
      took = elapsed;
      waiting = { result };
      if (following && closed) return;
      flush();
      if (following) close();
    },
    begin: () => stopRest(),
    rest() {
      stopRest();
      if (waiting !== undefined) stopRest = after(REST_MS, flush);
    },
    flush,
    drop,
    waits: () => waiting !== undefined,
  };
}
