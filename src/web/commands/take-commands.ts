import { RECIPE_FORMS } from '../../core/interchange/write-recipe.ts';
import { checkRecipe } from '../state/recipe-check.ts';
import { hasResult, isCurrent } from '../state/result-state.ts';
import type { Workbench } from '../state/workbench.ts';
import { strings } from '../strings.ts';
import { commandStrings } from '../strings-commands.ts';
import type { Command } from './command.ts';

const t = commandStrings.take;
const { reasons } = commandStrings;

function needsResult({ store }: Workbench): string | undefined {
  return hasResult(store.getState()) ? undefined : reasons.result;
}

const copies: readonly Command[] = RECIPE_FORMS.map((form) => ({
  id: `copy.${form}`,
  sentence: t[form],
  scope: 'everywhere',
  keys: [],
  words: 'clipboard code script request take',
  whyNot: ({ store }: Workbench) => (checkRecipe(store.getState().recipe.present).ok ? undefined : reasons.wrongRecipe),
  run: ({ exchange, take }: Workbench) => {
    const written = exchange.write(form);
    if (written !== undefined) void take.copy(written.text, written.said);
  },
}));

export const takeCommands: readonly Command[] = [
  {
    id: 'take.export',
    sentence: t.export,
    scope: 'everywhere',
    keys: ['Ctrl+S'],
    short: commandStrings.short.export,
    words: 'save download write file wav flac mp3',
    whyNot: needsResult,
    run: ({ take }) => void take.save(),
  },
  ...copies,
  {
    id: 'copy.signature',
    sentence: t.signature,
    scope: 'everywhere',
    keys: [],
    words: 'clipboard hash id',
    whyNot: needsResult,
    run: ({ store, take }) => {
      const state = store.getState();
      // The one that is shown may be the one before, for a moment.
      const signature = isCurrent(state) ? state.render.result?.rendered.signature : undefined;
      if (signature !== undefined) void take.copy(signature, strings.recipe.signatureCopied);
    },
  },
  {
    id: 'render.cancel',
    sentence: t.cancel,
    scope: 'everywhere',
    keys: [],
    words: 'abort computing job',
    whyNot: ({ store }) => (store.getState().render.working ? undefined : reasons.noJob),
    run: ({ render }) => render.cancel(),
  },
  {
    id: 'render.again',
    sentence: t.retry,
    scope: 'everywhere',
    keys: [],
    words: 'retry compute',
    run: ({ render }) => render.retry(),
  },
];
