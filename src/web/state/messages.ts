import type { AppState, Notice, NoticeAction } from './app-state.ts';

/** What a message still offers: not what would by now act on something else. */
export function offersOf(message: Notice, { recipe }: Pick<AppState, 'recipe'>): readonly NoticeAction[] {
  return [message.action, message.other].filter(
    (action): action is NoticeAction => action !== undefined && (action.applies?.() ?? message.doc === recipe.present),
  );
}
