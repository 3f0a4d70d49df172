import { expect, test } from 'vitest';
import { createBreath } from './breath.ts';

test('a message that arrives during work is answered while the work goes on breathing', async () => {
  const breath = createBreath();
  const { port1, port2 } = new MessageChannel();
  let heard = false;
  port2.onmessage = () => {
    heard = true;
  };
  port1.postMessage('cancel');
  expect(heard).toBe(false);
  // Browsers take turns between ports; Node empties one port for up to 1000 messages before it looks at the next.
  for (let slice = 0; slice < 2000 && !heard; slice++) await breath.breathe();
  expect(heard).toBe(true);
  breath.close();
  port1.close();
});

test('breaths asked for together all end', async () => {
  const breath = createBreath();
  await Promise.all([breath.breathe(), breath.breathe(), breath.breathe()]);
  breath.close();
});
