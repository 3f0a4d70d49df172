import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../services/engine-client.ts';
import type { Page } from '../services/page.ts';
import type { Player } from '../services/player.ts';
import type { ProjectStore } from '../services/project-store.ts';
import type { Recorder } from '../services/recorder.ts';
import { SoundOutput } from '../services/sound-output.ts';
import { type AppState, firstState } from './app-state.ts';
import type { BandListening } from './band-listening.ts';
import { type CheckActions, createChecking } from './checking.ts';
import { type Context, createNotify } from './context.ts';
import { type ContinuumActions, createContinuum } from './continuum.ts';
import { createDeeds } from './deeds.ts';
import { createExportActions, type ExportActions } from './exporting.ts';
import { createF0Editing, type F0Editing } from './f0-editing.ts';
import { createF0Files, type F0FileActions } from './f0-files.ts';
import { createImportActions, type ImportActions } from './importing.ts';
import { createLaterParts, laterActions } from './later-part.ts';
import { createLibrary, type LibraryActions } from './library.ts';
import { createMarks, type MarkActions } from './marks.ts';
import { setMonitor } from './monitor.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { createOfflineActions, type OfflineActions } from './offline.ts';
import type { OtherSides } from './other-sides.ts';
import { createOutletActions, type OutletActions } from './outlets.ts';
import { createPictures, type Pictures } from './pictures.ts';
import { createPlane, type PlaneActions } from './plane.ts';
import { createPlayActions, type PlayActions } from './playing.ts';
import { createPointer, type PointerState } from './pointer.ts';
import { createPresetActions, type PresetActions } from './preset-actions.ts';
import { createProjectActions, type ProjectActions } from './project.ts';
import { createTransfer, type TransferActions } from './project-transfer.ts';
import { createRecipeActions, type RecipeActions } from './recipe.ts';
import { createRecording, type RecordActions } from './recording.ts';
import { createRendering } from './rendering.ts';
import { createSets, type SetActions } from './sets.ts';
import { createSettingsActions, readSettings, type SettingsActions } from './settings.ts';
import { createShell, type Shell } from './shell.ts';
import { createStageActions, type StageActions } from './staging.ts';
import type { StepHearing } from './step-hearing.ts';
import { createStorageActions, type StorageActions } from './storing.ts';
import { createViewActions, type ViewActions } from './viewing.ts';

/** The page without its pictures: one store, and everything that can be done to it. */
export interface Workbench {
  readonly store: StoreApi<AppState>;
  readonly pointer: StoreApi<PointerState>;
  readonly shell: Shell;
  /** What is remembered of how the page is used. */
  readonly choices: Pick<Page, 'readChoice' | 'keepChoice'>;
  readonly files: Pick<Page, 'chooseFiles' | 'saveFile'>;
  readonly pictures: Pictures;
  readonly player: Player;
  readonly engine: EngineClient;
  readonly audition: Player;
  /** Where both sound. */
  readonly output: SoundOutput;
  readonly library: LibraryActions;
  readonly project: ProjectActions;
  readonly recipe: RecipeActions;
  readonly plane: PlaneActions;
  readonly marks: MarkActions;
  readonly continuum: ContinuumActions;
  readonly presets: PresetActions;
  readonly hearing: StepHearing;
  readonly render: { cancel(): void; retry(): void };
  readonly view: ViewActions;
  readonly f0: F0Editing;
  readonly f0Files: F0FileActions;
  readonly stage: StageActions;
  readonly outlet: OutletActions;
  readonly play: PlayActions;
  /** What A and B are besides source and result. */
  readonly sides: OtherSides;
  readonly take: ExportActions;
  readonly storage: StorageActions;
  readonly exchange: ImportActions;
  readonly settings: SettingsActions;
  readonly offline: OfflineActions;
  readonly sets: SetActions;
  /** The project as a file. */
  readonly transfer: TransferActions;
  readonly check: CheckActions;
  readonly bands: BandListening;
  readonly recording: RecordActions;
  readonly navigation: Navigation;
  /** Fetches what is not of the first picture, so that it is there without a network. */
  fetchLater(): Promise<void>;
}

export interface WorkbenchParts {
  readonly engine: EngineClient;
  readonly player: Player;
  /** Plays what is heard beside the workbench's sound: rows of a set, what was rebuilt. */
  readonly audition: Player;
  readonly page: Page;
  /** Where both sound; what is chosen is remembered. */
  readonly output?: SoundOutput;
  /** Without it nothing outlives the page. */
  readonly project?: ProjectStore;
  /** Without it nothing is recorded. */
  readonly recorder?: Recorder;
}

export function createWorkbench(given: WorkbenchParts): Workbench {
  const { engine, player, audition, page, project, recorder, output = new SoundOutput() } = given;
  const store = createStore<AppState>(() => firstState(player.state(), readSettings(page)));
  const pictures = createPictures(engine);
  const notify = createNotify(store, page);
  const parts = createLaterParts(notify);
  const context: Context = {
    store,
    engine,
    player,
    page,
    pictures,
    project,
    notify,
    deeds: createDeeds(store),
    parts,
  };
  const rendering = createRendering(context);
  const recipe = createRecipeActions(context, rendering);
  const plane = createPlane(context, recipe);
  const library = createLibrary(context, rendering, recipe);
  const sets = createSets(
    context,
    recipe,
    audition,
    library.reopen,
    async () => (await import('./set-actions.ts')).createSetActions,
  );
  const check = createChecking(
    context,
    library.addQuietly,
    audition,
    async () => (await import('./check-actions.ts')).createCheckActions,
  );
  const recording = createRecording(
    context,
    library,
    audition,
    recorder,
    async () => (await import('./recording-actions.ts')).createRecordActions,
  );
  const view = createViewActions(context);
  const f0 = createF0Editing(context, recipe, view, async () => (await import('./f0-actions.ts')).createF0Actions);
  player.subscribe((state) => store.setState({ player: state }));
  const [id, label] = page.readChoice('output')?.split('\n') ?? [];
  if (id && label) {
    output.device = { id, label };
    setMonitor(store, { device: output.device });
  }
  // Whatever sounds shows that the output is there again.
  for (const each of [player, audition]) {
    each.subscribe(({ playing }) => {
      if (playing && store.getState().monitor.trouble) setMonitor(store, { trouble: undefined });
    });
  }
  output.onGone = () => {
    player.stop();
    audition.stop();
    setMonitor(store, { trouble: 'gone' });
  };
  return {
    store,
    pointer: createPointer(),
    shell: createShell(page),
    choices: page,
    files: page,
    pictures,
    player,
    engine,
    library,
    project: createProjectActions(context, library, rendering, recording.giveWay),
    exchange: createImportActions(context, recipe, library),
    audition,
    output,
    recipe,
    plane,
    marks: createMarks(context, recipe, view),
    render: { cancel: () => rendering.cancel(), retry: () => rendering.render('commit', true) },
    view,
    f0,
    f0Files: createF0Files(context, recipe, f0, async () => (await import('./f0-file-actions.ts')).createF0FileActions),
    stage: createStageActions(context),
    outlet: createOutletActions(context),
    play: createPlayActions(context),
    sides: laterActions(
      parts.add(async () => (await import('./other-sides.ts')).createOtherSides(context, sets.store)),
      {},
    ),
    take: createExportActions(context),
    storage: createStorageActions(context),
    settings: createSettingsActions(context),
    offline: createOfflineActions(context),
    sets,
    presets: createPresetActions(context, recipe),
    hearing: laterActions(
      parts.add(async () => (await import('./step-hearing.ts')).createStepHearing(context, audition)),
      {},
    ),
    continuum: createContinuum(
      context,
      { recipe, plane, sets, audition },
      async () => (await import('./continuum-actions.ts')).createContinuumActions,
    ),
    transfer: createTransfer(
      context,
      library,
      recipe,
      sets,
      async () => (await import('./transfer-actions.ts')).createTransferActions,
    ),
    check,
    bands: laterActions(
      parts.add(async () => (await import('./band-listening.ts')).createBandListening(context, audition)),
      {},
    ),
    recording,
    navigation: createNavigation(store, page, (link) => void check.openLink(link)),
    fetchLater: parts.fetch,
  };
}
