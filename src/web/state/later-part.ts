import { strings } from '../strings.ts';
import type { News } from './app-state.ts';

/** Actions whose program is not of the first picture. */
export interface LaterPart<T> {
  /** Undefined until its program is there. */
  now(): T | undefined;
  /** @throws what its program could not be fetched for */
  fetch(): Promise<T>;
  /** Whether its program is there, or on its way. */
  isComing(): boolean;
  /**
   * Acts at once where the program is there, and else as soon as it is, in the order of the calls. One that cannot be
   * fetched is told, and is fetched again by the next call.
   */
  act<R>(run: (part: T) => R | Promise<R>): Promise<R | undefined>;
}

export interface LaterParts {
  /** @param load imports a part's program and makes it, once */
  add<T>(load: () => Promise<T>): LaterPart<T>;
  /** Fetches whatever is not there yet, so that it is there without a network. */
  fetch(): Promise<void>;
}

export function createLaterParts(notify: (news: News) => void): LaterParts {
  const fetches: (() => Promise<unknown>)[] = [];
  return {
    add<T>(load: () => Promise<T>): LaterPart<T> {
      let there: { readonly part: T } | undefined;
      let coming: Promise<T> | undefined;
      const fetch = () => {
        coming ??= load().then(
          (part) => {
            there = { part };
            return part;
          },
          (thrown: unknown) => {
            coming = undefined;
            throw thrown;
          },
        );
        return coming;
      };
      fetches.push(fetch);
      return {
        now: () => there?.part,
        fetch,
        isComing: () => coming !== undefined,
        async act(run) {
          if (there) return await run(there.part);
          let part: T;
          try {
            part = await fetch();
          } catch {
            notify({ text: strings.part.notFetched, tone: 'problem' });
            return undefined;
          }
          return await run(part);
        },
      };
    },
    async fetch() {
      await Promise.allSettled(fetches.map((fetch) => fetch()));
    },
  };
}

/** Names of methods whose answer nobody waits for, unless as a promise. */
type ActName<T> = {
  [K in keyof T]: T[K] extends (...args: never[]) => infer R ? ([R] extends [void | Promise<void>] ? K : never) : never;
}[keyof T];

/**
 * Stands for actions whose program comes later: what `eager` has not is asked of the part.
 * @param eager what is needed at once, and what answers at once
 */
export function laterActions<P extends object, E extends object>(
  part: LaterPart<P>,
  eager: E & Record<Exclude<keyof P, ActName<P>>, unknown>,
): Omit<P, keyof E> & E {
  const methodOf = (name: string) => {
    const run = (actions: P, args: readonly unknown[]): unknown => {
      const method: unknown = Reflect.get(actions, name);
      if (typeof method !== 'function') throw new TypeError(`${name} is no method`);
      return Reflect.apply(method, undefined, args);
    };
    return (...args: readonly unknown[]) => {
      const there = part.now();
      return there ? run(there, args) : part.act((actions) => run(actions, args));
    };
  };
  return new Proxy(eager, {
    get(target, name) {
      // It is no promise, whoever waits for it.
      if (name in target || typeof name === 'symbol' || name === 'then') return Reflect.get(target, name);
      const method = methodOf(name);
      // The same one for whoever compares.
      Reflect.set(target, name, method);
      return method;
    },
  }) as Omit<P, keyof E> & E;
}
