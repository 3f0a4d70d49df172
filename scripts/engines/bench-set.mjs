/** ms that a stimulus set of 400 sounds takes in the page: computed, out of the cache, and as a zip. */
const SIDE = 20;

const MANIFEST = JSON.stringify({
  name: 'grid',
  recipe: { file: 'speech_female_44100.wav', stack: [{ module: 'world' }] },
  factors: [
    { name: 'f0', path: 'stack[0].f0', values: { from: -12, to: -0.6, n: SIDE, as: 'st' } },
    { name: 'vtl', path: 'stack[0].vtl', values: { from: 0.2, to: 4, n: SIDE, as: 'st' } },
  ],
});

/** @param page a window in which nothing was opened yet */
export async function benchSet(page, url) {
  page.setDefaultTimeout(300_000);
  // Without the browser's own question for a file, which nobody answers.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.goto(`${url}?debug`);
  await page.waitForFunction(() => window.__sonde?.store.getState().render.result !== undefined);
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'manifest.json'));
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      window.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, MANIFEST);
  const rendered = await timed(page, 'Render all', 'sounds done');
  const found = await timed(page, 'Render again', 'sounds done');
  const zipped = await timed(page, 'Export zip', 'Exported');
  return { rows: SIDE * SIDE, rendered, found, zipped };
}

/** Presses a button; ms until the line under it says this. */
function timed(page, button, text) {
  return page.evaluate(
    async ([name, wanted]) => {
      const find = () =>
        [...document.querySelectorAll('.run-actions button')].find((each) => each.textContent === name);
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const told = () => document.querySelector('.run-text')?.textContent ?? '';
      while (find() === undefined || find().disabled) await frame();
      const before = told();
      const started = performance.now();
      find().click();
      // What it says of the run before stays until this one begins.
      while (told() === before || !told().includes(wanted)) await frame();
      return performance.now() - started;
    },
    [button, text],
  );
}
