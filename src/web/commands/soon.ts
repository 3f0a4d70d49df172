import { AppError } from '../../core/base/errors.ts';
import type { Workbench } from '../state/workbench.ts';
import { strings } from '../strings.ts';

/** Does what a program does that is imported for it. A key whose program does not come, or fails, says so. */
export async function soon<T>(
  { settings }: Pick<Workbench, 'settings'>,
  load: () => Promise<T>,
  run: (program: T) => unknown,
): Promise<void> {
  let program: T;
  try {
    program = await load();
  } catch {
    settings.notify({ text: strings.part.notFetched, tone: 'problem' });
    return;
  }
  try {
    await run(program);
  } catch (thrown) {
    settings.notify({ text: AppError.from(thrown).message, tone: 'problem' });
  }
}
