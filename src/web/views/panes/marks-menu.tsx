import { Bookmark, X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { focusLater } from '../../commands/focus.ts';
import { decimal, seconds } from '../../components/format.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { BoxPopup } from '../../components/popup.tsx';
import { Tip } from '../../components/tip.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { marksOf } from '../../state/marks.ts';
import type { Mark } from '../../state/marks-doc.ts';
import { markStrings as t } from '../../strings-marks.ts';

/** The marks of the sound that is open: to go to, name, remove and save. */
export function MarksMenu() {
  const { marks: actions } = useWorkbench();
  const marks = useApp(marksOf);
  if (marks.length === 0) return null;
  const button = (
    <Tip label={t.title}>
      <Button className="button icon bare" aria-label={t.title}>
        <Bookmark aria-hidden />
      </Button>
    </Tip>
  );
  return (
    <BoxPopup label={t.title} className="marks-box" button={button}>
      <ul>
        {marks.map((mark) => (
          <MarkRow key={mark.id} mark={mark} last={marks.length === 1} />
        ))}
      </ul>
      <div className="marks-actions">
        <Button className="button" onPress={() => actions.save('csv')}>
          {t.csv}
        </Button>
        <Button className="button" onPress={() => actions.save('textgrid')}>
          {t.textgrid}
        </Button>
      </div>
    </BoxPopup>
  );
}

function MarkRow({ mark, last }: { readonly mark: Mark; readonly last: boolean }) {
  const { marks } = useWorkbench();
  const { id, name, start, end } = mark;
  const remove = () => {
    marks.remove(id);
    // The list goes with its last row, and its button with it.
    if (last) focusLater('#views [role="slider"]');
  };
  return (
    <li>
      <input
        key={name}
        className="field text"
        aria-label={t.name}
        defaultValue={name}
        maxLength={60}
        onBlur={(event) => marks.rename(id, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') marks.rename(id, event.currentTarget.value);
        }}
      />
      <Button className="link mono" aria-label={t.goTo(name)} onPress={() => marks.goTo(id)}>
        {end === undefined ? seconds(start) : t.span(decimal(start, 3), seconds(end))}
      </Button>
      <IconButton icon={X} label={t.remove(name)} bare onPress={remove} />
    </li>
  );
}
