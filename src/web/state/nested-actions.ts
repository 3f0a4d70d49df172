import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject } from '../forms/json.ts';
import { nestedStrings } from '../strings-nested.ts';
import { mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import { closeNested, openNested, soundAt, wholeOf, withSound } from './nested.ts';
import type { RecipeDoc, SoundPlace } from './recipe-doc.ts';
import { openSound } from './source-of.ts';

export interface NestedActions {
  /** Opens the recipe that stands at a place of the open one. */
  openAt(at: SoundPlace): void;
  /** Opens a recipe around the open one. @param levels how far up; all the way where it is left out */
  up(levels?: number): void;
  /** The sound at a place becomes a recipe of its own, which is opened. */
  nest(at: SoundPlace): void;
  /** The recipe at a place becomes the sound that it begins with. */
  unnest(at: SoundPlace): void;
  /** What the open recipe begins with; undefined is the sound that is open in the library. */
  setSource(file: JsonValue | undefined): void;
  /**
   * The whole recipe begins with the sound that is open in the library, and is open itself.
   * @returns false where that would change a recipe that this page may not change
   */
  ontoSound(): boolean;
}

interface Editing {
  present(): RecipeDoc;
  look(doc: RecipeDoc): void;
  commit(doc: RecipeDoc): void;
  newId(): string;
}

export function createNestedActions({ store }: Context, { present, look, commit, newId }: Editing): NestedActions {
  const say = (spoken: string) => store.setState({ spoken });

  function openAt(at: SoundPlace): void {
    const opened = openNested(present(), at, newId);
    if (opened === undefined) return;
    look(opened);
    say(nestedStrings.opened);
  }

  /** At the root a sound is none of the document's until something is done to it. */
  function given(at: SoundPlace): JsonValue | undefined {
    const isOpenSound = at.step === undefined && at.path.length === 0 && present().file === undefined;
    return isOpenSound ? openSound(store.getState())?.sound?.id : soundAt(present(), at);
  }

  function withFile(doc: RecipeDoc, file: JsonValue | undefined): RecipeDoc {
    const { file: _, ...rest } = doc;
    return file === undefined ? rest : { ...rest, file };
  }

  return {
    openAt,
    up(levels = Number.POSITIVE_INFINITY) {
      let doc = present();
      for (let left = levels; left > 0 && doc.around !== undefined; left--) doc = closeNested(doc);
      look(doc);
      say(doc.around === undefined ? nestedStrings.backToWhole : nestedStrings.wentUp);
    },
    nest(at) {
      const sound = given(at);
      if (sound === undefined) return;
      commit(withSound(present(), at, { file: sound, stack: [] }));
      openAt(at);
    },
    unnest(at) {
      const recipe = soundAt(present(), at);
      if (isJsonObject(recipe) && recipe['file'] !== undefined) commit(withSound(present(), at, recipe['file']));
    },
    setSource: (file) => commit(withFile(present(), file)),
    ontoSound() {
      const whole = wholeOf(present());
      if (whole.file === undefined) look(whole);
      else if (mayEdit(store.getState())) commit(withFile(whole, undefined));
      else return false;
      return true;
    },
  };
}
