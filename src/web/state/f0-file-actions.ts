import { AppError } from '../../core/base/errors.ts';
import type { F0EditFamily } from '../../core/modules/f0-edits.ts';
import { decimal } from '../components/format.ts';
import type { JsonObject } from '../forms/json.ts';
import type { ReadF0 } from '../services/f0-client.ts';
import type { JobHandlers } from '../services/job-handlers.ts';
import { f0Strings } from '../strings-f0.ts';
import { projectStrings } from '../strings-project.ts';
import type { Context } from './context.ts';
import { f0Entries, f0StepOf } from './f0-entries.ts';
import type { F0FileLater, F0FileParts } from './f0-files.ts';

const t = f0Strings;
/** What takes longer is shown, with its cancel. */
const LATE_MS = 300;

/** Reads and writes files of f0. */
export function createF0FileActions(
  { store, engine, page, notify }: Context,
  { reason, recipe, editing }: F0FileParts,
): F0FileLater {
  const refuse = (name: string, why: string) => notify({ text: t.notImported(name, why), tone: 'problem' });

  /** Of the import that is read and of those that wait for it. */
  let job: AbortController | undefined;
  /** What the next one waits for. */
  let last: Promise<void> = Promise.resolve();

  /** Shows how far it is, unless a project is on its way: that one has the place. */
  function show(fraction: number | undefined): void {
    const { transfer } = store.getState();
    if (transfer && transfer.kind !== 'f0') return;
    store.setState({ transfer: fraction === undefined ? undefined : { kind: 'f0', fraction } });
  }

  /** Reads a file; what takes long is shown, with how far it is. */
  async function readFile(file: File, signal: AbortSignal): Promise<ReadF0> {
    let isLate = false;
    let fraction = 0;
    const stopTimer = page.after(LATE_MS, () => {
      isLate = true;
      show(fraction);
    });
    try {
      const onProgress: JobHandlers['onProgress'] = (now) => {
        fraction = now.fraction;
        if (isLate && !signal.aborted) show(fraction);
      };
      return await engine.f0Edits.read(file, file.name, { signal, onProgress });
    } finally {
      stopTimer();
      if (isLate) show(undefined);
    }
  }

  async function importNext(file: File, shown: string | undefined, signal: AbortSignal): Promise<void> {
    const { name } = file;
    if (signal.aborted) return;
    try {
      const read = await readFile(file, signal);
      if (signal.aborted) return;
      const why = store.getState().source?.sound.id === shown ? reason() : t.reasons.otherSound;
      if (why !== undefined) refuse(name, why);
      else take(name, read);
    } catch (thrown) {
      if (!signal.aborted) refuse(name, AppError.from(thrown).message);
    }
  }

  /** One after the other, so that each becomes its edit. */
  async function importFile(file: File, shown: string | undefined): Promise<void> {
    job ??= new AbortController();
    const { signal } = job;
    const mine = last.then(() => importNext(file, shown, signal));
    last = mine;
    await mine;
    if (last === mine) job = undefined;
  }

  function stop(): void {
    if (!job) return;
    job.abort();
    job = undefined;
    notify({ text: projectStrings.stopped, tone: 'info' });
  }

  function take(name: string, read: ReadF0): void {
    const { family } = editing.store.getState();
    const edit = editOf(read, family);
    append(edit);
    const last = read.points.at(-1)?.[0] ?? 0;
    const over = last - (store.getState().source?.sound.duration ?? 0);
    // The last frame may stand a frame period behind the last sample.
    const beyond = over > 0.02 ? ` ${t.beyond(decimal(over, 3))}` : '';
    const what = t.importedFrames(read.voiced, read.frames);
    const action = { label: t.becomes[family], run: () => turn(edit, family) };
    notify({ text: `${t.imported[family](name, what)}${beyond}`, tone: 'info', action });
  }

  function append(edit: JsonObject): void {
    const step = f0StepOf(store.getState().recipe.present);
    if (step) recipe.setF0Entries(step.id, [...f0Entries(step), { edit, bypassed: false }]);
  }

  /** The other family, where the edit still is. */
  function turn(edit: JsonObject, from: F0EditFamily): void {
    const step = f0StepOf(store.getState().recipe.present);
    const family = from === 'correct' ? 'shape' : 'correct';
    if (!step || reason() !== undefined) return;
    const same = (other: JsonObject) => JSON.stringify(other) === JSON.stringify(edit);
    const turned = f0Entries(step).map((entry) => (same(entry.edit) ? { ...entry, edit: { ...edit, family } } : entry));
    recipe.setF0Entries(step.id, turned);
    editing.setFamily(family);
  }

  return {
    importFile,
    stop,
    async save(kind, source) {
      if (!source) return;
      // What was edited last may still be on its way.
      const edited = await editing.settled();
      const name = `${source.entry.fileName.replace(/\.[^.]*$/, '')}.f0.${kind}`;
      if (edited === undefined) return;
      // Its contour went with the source: what is there now is another sound's.
      if (store.getState().source?.sound.id !== source.sound.id) return refuse(name, t.reasons.otherSound);
      if (edited === null) return refuse(name, t.reasons.notFound);
      try {
        const contour = { f0: edited.shaped, framePeriodMs: edited.framePeriodMs };
        page.saveFile(await engine.f0Edits.write(kind, contour, source.sound.sampleRate), name);
      } catch (thrown) {
        refuse(name, AppError.from(thrown).message);
      }
    },
  };
}

function editOf({ points, id }: ReadF0, family: F0EditFamily): JsonObject {
  const [from = 0, to = 0] = [points[0]?.[0], points.at(-1)?.[0]];
  return { operation: 'contour', family, from, to, value: points.map(([time, hz]) => [time, hz]), file: id };
}
