import { AppError } from '../../core/base/errors.ts';
import type { SavedProject } from '../storage/project-storage.ts';
import { strings } from '../strings.ts';
import { mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import { withoutErased } from './erased.ts';
import { createJournal } from './journal.ts';
import type { LibraryActions, SampleSound } from './library.ts';
import type { Rendering } from './rendering.ts';
import { isOurs, readRoute, writeRoute } from './route.ts';
import { openSound } from './source-of.ts';
import type { Spot } from './spot.ts';

export interface ProjectActions {
  /** What was here the last time, at the place that the address names; the samples when it is the first time. */
  open(samples: readonly SampleSound[]): Promise<void>;
  /** Makes this page the one that writes, with what the other one has written. */
  takeOver(): Promise<void>;
  /** The samples that are not here any more. */
  bringBackSamples(): Promise<void>;
}

/** The address follows the view at most this often. */
const ADDRESS_MS = 500;

/** @param giveWay ends what another page must find finished */
export function createProjectActions(
  context: Context,
  library: LibraryActions,
  rendering: Rendering,
  giveWay: () => Promise<void>,
): ProjectActions {
  const { store, page, project, notify } = context;
  const journal = createJournal(context);
  let samples: readonly SampleSound[] = [];
  let planned = false;

  /** Another page takes over: what was done here is written first. */
  async function lost(): Promise<void> {
    await Promise.all([giveWay(), journal.flush()]);
    store.setState({ saving: { status: 'elsewhere' } });
  }

  const keyOf = (id: string | undefined) => store.getState().library.find(({ sound }) => sound?.id === id)?.key;

  /** @returns whether the address named a sound */
  async function follow(fragment = page.fragment(), open = library.reopen): Promise<boolean> {
    const route = readRoute(fragment);
    if (route === undefined) return false;
    const key = keyOf(route.sound);
    if (key === undefined) {
      const action = { label: strings.library.add, run: () => void library.choose(), applies: () => true };
      notify({ text: strings.library.linkMissing(route.sound), tone: 'problem', action });
      return false;
    }
    const spot: Spot = route.time ? { time: route.time, cursor: route.time.start } : {};
    if (store.getState().selected === key) {
      if (route.time) store.setState(({ view }) => ({ view: { ...view, time: route.time ?? view.time } }));
    } else await open(key, spot);
    return true;
  }

  async function restore({ sounds, doc, unreadable }: SavedProject): Promise<void> {
    library.restore(sounds);
    if (doc) {
      const folded = Object.fromEntries((doc.place?.folded ?? []).map((step) => [step, true]));
      const here = new Set(sounds.map(({ id }) => id));
      // The bin forgets after 30 days.
      const recipe = withoutErased(doc.recipe, (id) => !here.has(id));
      store.setState({ recipe: { ...recipe, before: undefined }, folded, problems: {} });
    }
    // What is done while the sound is still being read is written down, too.
    journal.begin(doc?.recipe);
    if (unreadable > 0) notify({ text: strings.saving.unreadable(unreadable), tone: 'problem' });
    const { sound, folded: _, ...spot } = doc?.place ?? {};
    // The address follows the view with a delay: of a page that is loaded anew, the place says more.
    const isOlder = page.isReload() && readRoute(page.fragment())?.sound === sound;
    if (!isOlder && (await follow())) return;
    const kept = keyOf(sound);
    const key = kept ?? store.getState().library[0]?.key;
    if (key !== undefined) await library.reopen(key, kept === undefined ? {} : spot);
  }

  function writeAddress(): void {
    planned = false;
    const { source, view } = store.getState();
    if (!source || !isOurs(page.fragment())) return;
    const whole = view.time.start <= 0 && view.time.end >= source.sound.duration;
    const sound = openSound(store.getState())?.sound?.id;
    if (sound === undefined) return;
    // The times of a nested recipe's sound, or of several, are not those of the sound that is named.
    const isShown = source.sound.id === sound;
    const fragment = writeRoute({ sound, ...(whole || !isShown ? {} : { time: view.time }) });
    if (fragment !== page.fragment()) page.setFragment(fragment, 'replace');
  }

  function keepAddress(): void {
    store.subscribe((state, before) => {
      if (state.source === before.source && state.view.time === before.view.time) return;
      if (!planned) page.after(ADDRESS_MS, writeAddress);
      planned = true;
    });
    page.onFragment(() => void follow(page.fragment(), library.select));
  }

  async function openSaved(store_: NonNullable<typeof project>): Promise<SavedProject | undefined> {
    try {
      const { lease, saved } = await store_.open(lost);
      if (lease === 'elsewhere') store.setState({ saving: { status: 'elsewhere' } });
      return saved;
    } catch (thrown) {
      store.setState({ saving: { status: 'failed', reason: AppError.from(thrown).message } });
      return undefined;
    }
  }

  return {
    async open(given) {
      samples = given;
      // What the visitor came for: while the samples come, the address begins to follow what is opened.
      const asked = page.fragment();
      const saved = project && (await openSaved(project));
      const known = saved !== undefined && (saved.doc !== undefined || saved.sounds.length > 0);
      if (known) {
        await restore(saved);
        journal.rest();
      } else journal.begin();
      keepAddress();
      if (!known) {
        await library.addSamples(given);
        await follow(asked);
      }
    },
    async takeOver() {
      if (!project) return;
      try {
        const saved = await project.take(lost);
        const { source } = store.getState();
        store.setState({ saving: { status: 'quiet' } });
        await restore(saved);
        // Another recipe on the sound that is open already.
        if (source && store.getState().source === source) rendering.render('commit');
        journal.rest();
      } catch (thrown) {
        store.setState({ saving: { status: 'failed', reason: AppError.from(thrown).message } });
      }
    },
    async bringBackSamples() {
      if (!mayEdit(store.getState())) return;
      const { library: entries } = store.getState();
      const missing = samples.filter(({ path }) => !entries.some(({ fileName }) => path.endsWith(`/${fileName}`)));
      if (missing.length === 0) notify({ text: strings.library.samplesHere, tone: 'info' });
      await library.addSamples(missing);
    },
  };
}
