import { useApp } from '../../state/hooks.ts';
import { isWhole } from '../../state/time-view.ts';
import { DisplayMenu } from '../display-menu.tsx';
import { SelectionText, ShowAll } from '../selection-text.tsx';
import { ViewSettings } from '../view-settings.tsx';
import { CompareMenu } from './compare-menu.tsx';
import { MarksMenu } from './marks-menu.tsx';

/** Above the panes of a small screen: how they compare, what is selected, and how they look. */
export function PhoneBar() {
  const whole = useApp((state) => isWhole(state.view.time, state.source?.sound.duration ?? 0));
  return (
    <div className="stage-bar">
      <CompareMenu />
      <SelectionText />
      <span className="spring" />
      {whole ? null : <ShowAll disabled={false} />}
      <MarksMenu />
      <DisplayMenu>
        <div className="view-settings">
          <ViewSettings />
        </div>
      </DisplayMenu>
    </div>
  );
}
