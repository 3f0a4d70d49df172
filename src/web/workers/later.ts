/** An object whose methods are answered once it is there. */
export type Later<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

/**
 * Stands for something whose program is fetched when it is first called; calls go through in their order. What could not be
 * fetched is fetched again by the next call.
 */
export function later<T extends object>(load: () => Promise<T>): Later<T> {
  let loading: Promise<T> | undefined;
  const loaded = () => {
    loading ??= load().catch((thrown: unknown) => {
      loading = undefined;
      throw thrown;
    });
    return loading;
  };
  const call =
    (name: string) =>
    async (...args: unknown[]) => {
      const object = await loaded();
      const method: unknown = Reflect.get(object, name);
      if (typeof method !== 'function') throw new TypeError(`${name} is no method`);
      return (await Reflect.apply(method, object, args)) as unknown;
    };
  const target = {};
  return new Proxy(target, {
    // It is no promise, whoever waits for it.
    get: (_, name) => (typeof name === 'symbol' || name === 'then' ? Reflect.get(target, name) : call(name)),
  }) as Later<T>;
}
