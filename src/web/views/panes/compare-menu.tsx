import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { COMPARES } from '../../state/display.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';

/** How source and result are seen together. */
export function CompareMenu() {
  const { view } = useWorkbench();
  const compare = useApp((state) => state.view.display.compare);
  const t = strings.compare;
  return (
    <ChoiceMenu
      name={t.title}
      value={compare}
      onChange={(id) => view.setDisplay({ compare: id })}
      choices={COMPARES.map((id) => ({ id, label: t.modes[id], detail: t.details[id] }))}
    />
  );
}
