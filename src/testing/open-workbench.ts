import { queryText, type RecipeDoc } from '../web/state/recipe-doc.ts';
import { createWorkbench } from '../web/state/workbench.ts';
import { FORMS, type WorldParam, type WorldTexts } from '../web/state/world-texts.ts';
import { fakePage } from './fake-page.ts';
import { type FakeEngineOptions, fakeEngine, fakePlayer, settle } from './fake-web.ts';

const SAMPLES = [
  { name: 'Sample A', path: 'samples/a.wav' },
  { name: 'Sample B', path: 'samples/b.wav' },
];

/** Id of the sound that is opened first. */
export const A = 'id-samples/a.wav';

/** The recipe of one `world` step with these changes. */
export function world(params: Partial<WorldTexts>): RecipeDoc {
  return { steps: [{ id: 'step-0', module: 'world', params, bypassed: false }], settings: {} };
}

export const buildQuery = (file: string, params: Partial<WorldTexts>) => queryText(world(params), file);

/** A workbench with two samples, the first one open, and what a test does to it and asks of it. */
export async function openWorkbench(options: FakeEngineOptions = {}, choices: Record<string, string> = {}) {
  const engine = fakeEngine(options);
  const player = fakePlayer();
  const page = fakePage(choices);
  const workbench = createWorkbench({ engine, player, audition: fakePlayer(), page });
  await workbench.fetchLater();
  await workbench.library.addSamples(SAMPLES);
  await settle();
  const state = () => workbench.store.getState();
  const query = (change: Partial<WorldTexts>) => buildQuery(A, change);
  const type = (param: WorldParam, text: string) =>
    workbench.recipe.commitTyped('step-0', [param], { kind: 'quantity', forms: FORMS[param] }, text);
  const drag = (change: Partial<WorldTexts>) => workbench.recipe.drag('step-0', { ...change });
  const params = () => state().recipe.present.steps[0]?.params;
  const heard = () => state().render.result?.recipe.steps[0]?.params;
  return { ...workbench, engine, player, page, state, query, type, drag, params, heard };
}
