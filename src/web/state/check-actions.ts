import { AppError, throwIfAborted } from '../../core/base/errors.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import { checkStrings } from '../strings-provenance.ts';
import { takeTurn } from './audition-turn.ts';
import { type CheckActions, type Checked, type CheckParts, NOTHING_CHECKED } from './checking.ts';
import type { Context } from './context.ts';
import { tellPlayFailure } from './play-failure.ts';
import { soundStream } from './sound-stream.ts';

/** Bytes that are read of a link's file: more than any link has. */
const LONGEST_LINK = 2 ** 20;

/** A link that was too long to be sent as one. */
const isLinkFile = ({ name }: File) => /\.txt$/i.test(name);

/** Checks links and files, and lets what was rebuilt be heard. */
export function createCheckActions(
  context: Context,
  { store, keepFiles, audition }: CheckParts,
): Omit<CheckActions, 'store' | 'choose'> {
  const { engine, notify } = context;
  let job: AbortController | undefined;

  /** To hear what was rebuilt: the last one counts. */
  let asked: object | undefined;

  function stopHearing(): void {
    asked = undefined;
    audition.stop();
  }

  /** Nobody listens to the sound that was rebuilt before. */
  function reset(checked: Checked | undefined): void {
    job?.abort();
    stopHearing();
    const { report } = store.getState();
    if (report?.result) engine.release(report.result.id).catch(() => undefined);
    store.setState({ ...NOTHING_CHECKED, checked });
  }

  const soundsHere = () => context.store.getState().library.flatMap(({ sound }) => sound ?? []);

  async function check(checked: Checked): Promise<void> {
    reset(checked);
    const controller = new AbortController();
    job = controller;
    store.setState({ status: 'working' });
    const handlers = {
      signal: controller.signal,
      onProgress: ({ fraction }: { readonly fraction: number }) => {
        if (!controller.signal.aborted) store.setState({ fraction });
      },
    };
    try {
      await libraryRead(context);
      const { provenance } = engine;
      const report =
        checked.kind === 'link'
          ? await provenance.checkLink(checked.text, soundsHere(), handlers)
          : await provenance.checkFile(checked.id, handlers);
      if (controller.signal.aborted) {
        // The cancel and the report met on the way.
        if (report.result) engine.release(report.result.id).catch(() => undefined);
        throwIfAborted(controller.signal);
      }
      store.setState({ status: 'done', report });
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.kind === 'cancelled') {
        if (job === controller) store.setState(NOTHING_CHECKED);
      } else if (job === controller) store.setState({ status: 'failed', error });
    }
  }

  const openLink = (text: string) => check({ kind: 'link', text: text.trim() });

  /** Another look, with what was chosen. */
  async function checkAgain(checked: Checked, sounds: readonly LoadedSound[]): Promise<void> {
    await check(checked);
    const { report } = store.getState();
    if (report?.verdict.kind !== 'source-differs' || store.getState().checked !== checked) return;
    const isSource = ({ id, name }: LoadedSound) =>
      report.sources.some((source) => source.id === id || (source.kind === 'same-samples' && source.name === name));
    store.setState({ unfit: sounds.filter((sound) => !isSource(sound)) });
  }

  async function openFiles(files: readonly File[]): Promise<void> {
    const link = files.find(isLinkFile);
    const { checked, report } = store.getState();
    const sounds = await keepFiles(files.filter((file) => !isLinkFile(file)));
    if (link) return openLink(await link.slice(0, LONGEST_LINK).text());
    const waits = report?.verdict.kind === 'source-differs';
    const made = waits ? undefined : sounds.find(({ recipe }) => recipe !== undefined);
    if (made) await check({ kind: 'file', id: made.id, name: made.name });
    else if (checked && sounds.length > 0 && waits) await checkAgain(checked, sounds);
    else if (sounds.length > 0) notify({ text: checkStrings.noRecipe(sounds[0]?.name ?? ''), tone: 'problem' });
  }

  return {
    openLink,
    openFiles,
    cancel: () => job?.abort(),
    clear: () => reset(undefined),
    async hear() {
      const result = store.getState().report?.result;
      takeTurn(audition, stopHearing);
      if (audition.state().playing) return audition.stop();
      if (result === undefined) return;
      const question = {};
      asked = question;
      try {
        const clip = (await engine.clip(result.id)) ?? soundStream(engine, result.id, result, notify);
        if (asked !== question) return;
        context.player.stop();
        audition.setClip('result', clip);
        audition.setSide('result');
        await audition.play(0);
      } catch (thrown) {
        if (asked === question) tellPlayFailure(context, thrown);
      }
    },
  };
}

/** Until every sound of the library is read or refused: a source may be among them. */
function libraryRead({ store }: Context): Promise<void> {
  const isRead = () => store.getState().library.every(({ status }) => status !== 'loading');
  if (isRead()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = store.subscribe(() => {
      if (!isRead()) return;
      stop();
      resolve();
    });
  });
}
