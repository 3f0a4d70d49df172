import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../core/base/errors.ts';
import { planeStrings } from '../strings-plane.ts';
import { type AppState, meanF0 } from './app-state.ts';
import type { Context } from './context.ts';
import { addPin, EMPTY_PLANE, type Pin, type PlaneDoc, type PlaneLine, type Tract } from './plane-doc.ts';
import { levelShowing, type PlanePoint, type Snap, samePoint, tidy } from './plane-geometry.ts';
import { type PlaneView, readPlaneView } from './plane-view.ts';
import type { RecipeActions } from './recipe.ts';
import { findStep, type RecipeDoc, type RecipeStep } from './recipe-doc.ts';
import { planeMarks } from './reference-voices.ts';
import { estimateTract } from './tube-length.ts';
import { pointOf, textsAt } from './world-point.ts';
import { worldTexts } from './world-texts.ts';

/** A point with a name that the dot can be taken to. */
export interface Spot extends PlanePoint {
  /** Of the mark or the pin. */
  readonly id: string;
  readonly name: string;
  readonly pin: boolean;
}

export interface PlaneState {
  readonly view: PlaneView;
  /** Where a step's dot came to rest, the latest last. */
  readonly trails: Readonly<Record<string, readonly PlanePoint[]>>;
  /** The talker's tract is being estimated. */
  readonly estimating: boolean;
  /** The continuum is shown. */
  readonly lineShown: boolean;
  /** Which of its points is heard. */
  readonly sounding: number | undefined;
  /** All of them are heard one after the other. */
  readonly playingLine: boolean;
}

export interface PlaneActions {
  readonly store: StoreApi<PlaneState>;
  setView(change: Partial<PlaneView>): void;
  /** @param by levels: 1 is nearer */
  zoom(by: number): void;
  /** Off, or what it was last. */
  toggleSnap(): void;
  /** The point of a `world` step that is in the document. */
  pointOf(step: string): PlanePoint | undefined;
  /** The dot goes there, as one entry of undo, and the plane reaches that far. */
  goTo(step: string, point: PlanePoint): void;
  /** Keeps where the dot is. @returns the pin that is there now */
  pin(step: string): string | undefined;
  /** An empty name changes nothing. */
  renamePin(id: string, name: string): void;
  unpin(id: string): void;
  /** What the talker of the open sound is taken for; undefined is the nearest mean f0. */
  takeTract(tract: Tract | undefined): void;
  estimateTract(): Promise<void>;
}

const TRAIL = 12;
const CHOICE = 'plane';

export function createPlane(context: Context, recipe: RecipeActions): PlaneActions {
  const { store: app, page, engine, notify } = context;
  const store = createStore<PlaneState>(() => ({
    view: readPlaneView(page.readChoice(CHOICE)),
    trails: {},
    estimating: false,
    lineShown: false,
    sounding: undefined,
    playingLine: false,
  }));
  const first = store.getState().view.snap;
  let lastSnap: Snap = first === 'off' ? '1' : first;

  function setView(change: Partial<PlaneView>): void {
    const view = { ...store.getState().view, ...change };
    if (view.snap !== 'off') lastSnap = view.snap;
    page.keepChoice(CHOICE, JSON.stringify(view));
    store.setState({ view });
  }

  function changePlane(change: (plane: PlaneDoc) => PlaneDoc): void {
    const { present } = app.getState().recipe;
    recipe.annotate({ plane: change(present.plane ?? EMPTY_PLANE) });
  }

  function takeTract(tract: Tract | undefined): void {
    const { source } = app.getState();
    if (!source) return;
    changePlane(({ tracts: { [source.sound.id]: _, ...others }, ...plane }) => ({
      ...plane,
      tracts: tract === undefined ? others : { ...others, [source.sound.id]: tract },
    }));
  }

  const placeOf = (step: string) => {
    const found = findStep(app.getState().recipe.present, step);
    return found && stepPoint(app.getState(), found);
  };

  app.subscribe((state, before) => {
    if (state.recipe === before.recipe || state.recipe.before !== undefined) return;
    const trails = grown(store.getState().trails, state);
    if (trails !== store.getState().trails) store.setState({ trails });
  });

  return {
    store,
    setView,
    zoom: (by) => setView({ level: Math.min(Math.max(store.getState().view.level - by, 0), 3) }),
    toggleSnap: () => setView({ snap: store.getState().view.snap === 'off' ? lastSnap : 'off' }),
    pointOf: placeOf,
    goTo(step, point) {
      setView({ level: levelShowing(point, store.getState().view.level) });
      recipe.drag(step, { ...textsAt(tidy(point)) });
      recipe.settle();
    },
    pin(step) {
      const at = placeOf(step);
      if (at === undefined) return undefined;
      const isHere = (pin: Pin) => samePoint(pin, at);
      if (!pinsOf(app.getState()).some(isHere)) changePlane((plane) => addPin(plane, tidy(at), planeStrings.pinName));
      return pinsOf(app.getState()).find(isHere)?.id;
    },
    renamePin(id, typed) {
      const name = typed.trim();
      if (name === '') return;
      changePlane((plane) => ({ ...plane, pins: plane.pins.map((pin) => (pin.id === id ? { ...pin, name } : pin)) }));
    },
    unpin: (id) => changePlane((plane) => ({ ...plane, pins: plane.pins.filter((pin) => pin.id !== id) })),
    takeTract,
    async estimateTract() {
      const { source } = app.getState();
      if (source?.f0.status !== 'ready') return notify({ text: planeStrings.notEstimated, tone: 'problem' });
      store.setState({ estimating: true });
      try {
        const length = await estimateTract(engine, source.sound, source.f0.value);
        if (app.getState().source?.sound.id !== source.sound.id) return;
        if (length === undefined) notify({ text: planeStrings.notEstimated, tone: 'problem' });
        else takeTract({ cm: Math.round(10 * length) / 10, estimated: true });
      } catch (thrown) {
        notify({ text: AppError.from(thrown).message, tone: 'problem' });
      } finally {
        store.setState({ estimating: false });
      }
    },
  };
}

/** Where a step's dot is. */
function stepPoint(state: AppState, { params }: RecipeStep): PlanePoint | undefined {
  return pointOf(worldTexts(params), { meanF0: meanF0(state.source), duration: state.source?.sound.duration ?? 0 });
}

function grown(trails: PlaneState['trails'], state: AppState): PlaneState['trails'] {
  let all = trails;
  for (const step of state.recipe.present.steps) {
    const point = step.module === 'world' ? stepPoint(state, step) : undefined;
    const trail = all[step.id] ?? [];
    const last = trail.at(-1);
    if (point === undefined || (last && samePoint(last, point))) continue;
    // Its present place is the last one: the trail is what lies behind it.
    all = { ...all, [step.id]: [...trail, tidy(point)].slice(-TRAIL - 1) };
  }
  return all;
}

const NO_PINS: readonly Pin[] = [];

export function pinsOf({ recipe }: Pick<AppState, 'recipe'>): readonly Pin[] {
  return recipe.present.plane?.pins ?? NO_PINS;
}

export function lineOf({ recipe }: Pick<AppState, 'recipe'>): PlaneLine | undefined {
  return recipe.present.plane?.line;
}

/** What the talker of the open sound was taken for. */
export function tractOf({ source, recipe }: Pick<AppState, 'source' | 'recipe'>): Tract | undefined {
  return source && recipe.present.plane?.tracts[source.sound.id];
}

/** Marks and pins in the order of their keys. */
export function spotsOf(mean: number | undefined, tract: Tract | undefined, pins: readonly Pin[]): readonly Spot[] {
  const marks = planeMarks(mean, tract).map(({ id, f0St, vtlSt }) => {
    return { id, name: planeStrings[id], pin: false, ...tidy({ f0: f0St, vtl: vtlSt }) };
  });
  return [...marks, ...pins.map((pin) => ({ ...pin, pin: true }))];
}

/** The `world` step whose plane is meant: the focused one, or the first. */
export function planeStep(doc: RecipeDoc, focused: string | undefined): RecipeStep | undefined {
  const worlds = doc.steps.filter(({ module }) => module === 'world');
  return worlds.find(({ id }) => id === focused) ?? worlds[0];
}
