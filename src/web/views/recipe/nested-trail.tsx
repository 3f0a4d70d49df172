import '../../styles/nested.css';
import { ArrowUp, ChevronRight } from 'lucide-react';
import { LIMITS } from '../../../core/query/defaults.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { stepAround } from '../../state/nested.ts';
import type { Around } from '../../state/recipe-doc.ts';
import { nestedStrings } from '../../strings-nested.ts';
import { useKeyLabel } from '../use-keys.ts';
import { goUp } from './go-up.ts';

const t = nestedStrings;
/** So many stand beside each other; deeper ones below each other. */
const IN_A_LINE = 4;
const NONE: readonly Around[] = [];

/** Which nested recipe is open, the way up, and that only this one is heard. */
export function NestedTrail() {
  const bench = useWorkbench();
  const around = useApp((state) => state.recipe.present.around ?? NONE);
  const keys = useKeyLabel('recipe.up');
  if (around.length === 0) return null;
  const names = [t.whole, ...around.map(nameOf)];
  const isDeep = names.length > IN_A_LINE;
  return (
    <div className="nested-trail">
      <nav aria-label={t.trail}>
        <IconButton icon={ArrowUp} label={t.up} keys={keys} bare onPress={() => goUp(bench, 1)} />
        <ol className={isDeep ? 'trail tree' : 'trail'}>
          {names.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is nothing but its place
            <li key={index} style={isDeep ? { paddingInlineStart: `${index * 10}px` } : undefined}>
              {index === 0 ? null : <ChevronRight aria-hidden />}
              {index === around.length ? (
                <b tabIndex={-1} aria-current="location">
                  {name}
                </b>
              ) : (
                <button type="button" className="link" onClick={() => goUp(bench, around.length - index)}>
                  {name}
                </button>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {isDeep ? <p className="card-note">{t.level(names.length, LIMITS.depth)}</p> : null}
      <p className="listening" role="status">
        <span>{t.listening}</span>
        <button type="button" className="link" onClick={() => goUp(bench, around.length)}>
          {t.back}
        </button>
      </p>
    </div>
  );
}

/** The step that a nested recipe is a sound of, and which sound where that has several. */
function nameOf(frame: Around): string {
  const step = stepAround(frame);
  const [key = 'file', index] = frame.at.path;
  if (step === undefined) return t.sourcePlace(frame.at.path[0]);
  return t.place(step.name ?? step.module, index === undefined ? key : `${key} ${Number(index) + 1}`);
}
