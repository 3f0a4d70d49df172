/** From a hand that moves to the sound that follows it: a slider of `world`, and an edge of a vocoder of 16 bands. */

const MOVES = 60;
/** Moves before those that count: programs are compiled meanwhile. */
const WARM_UP = 5;

/** `__heard` resolves with the ms from the next move to when the voice that follows it sounds on the audio clock. */
function watchVoices() {
  let moved;
  let told = () => undefined;
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (when = 0, ...rest) {
    const lead = Math.max(when - this.context.currentTime, 0);
    if (moved !== undefined) told(performance.now() + 1000 * lead - moved);
    return start.call(this, when, ...rest);
  };
  window.__heard = () =>
    new Promise((resolve) => {
      moved = undefined;
      told = resolve;
    });
  const note = ({ timeStamp }) => {
    moved ??= timeStamp;
  };
  addEventListener('pointermove', note, true);
}

/**
 * Drags a handle to the left by one pixel at a time, each time until the sound of the new value is there.
 * @param first px from the handle, where it is put down first
 * @returns ms of each move
 */
async function drag(page, handle, first) {
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 6)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const times = [];
  for (let move = 1; move <= WARM_UP + MOVES; move++) {
    // Told by the page: asking it again and again would take a tenth of what the machine can do.
    const heard = page.evaluate(() => window.__heard());
    await page.mouse.move(x + first - move, y);
    const time = await heard;
    if (move > WARM_UP) times.push(time);
  }
  await page.mouse.up();
  return times;
}

/** Everything is there, and kept for use without a network: that is done once, and behind the first minute's work. */
async function rendered(page) {
  await page.waitForFunction(() => {
    const { source, render, offline } = window.__sonde.store.getState();
    const isKept = offline.use.status === 'ready';
    return isKept && source?.f0.status === 'ready' && !render.working && render.result !== undefined;
  });
}

/** @returns {Promise<{world: number[], vocoder: number[]}>} ms of each move, from the event to the first of the new sound */
export async function benchSlider(page, url) {
  await page.addInitScript(watchVoices);
  await page.goto(`${url}?debug`);
  await rendered(page);
  await page.getByRole('button', { name: /^Loop/ }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const world = await drag(page, page.locator('.slider-thumb').first(), 32);
  await rendered(page);
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('searchbox', { name: 'Steps that can be added' }).fill('vocoder');
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: /vocoder$/ });
  await card.getByRole('group', { name: 'Edges of the bands' }).waitFor();
  await page.locator('.step-handle').first().focus();
  await page.keyboard.press('Delete');
  await rendered(page);
  const vocoder = await drag(page, card.locator('.bank-edge').last(), -8);
  return { world, vocoder };
}
