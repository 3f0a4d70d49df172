import { focusLater } from '../../commands/focus.ts';
import type { MenuPart } from '../../components/menu-part.ts';
import { fitsOver, VIEWS, viewOf } from '../../layers/registry.ts';
import { WAVE_VALUES } from '../../state/display.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import type { Pane } from '../../state/layout.ts';
import { toggleTableOf } from '../../state/pointer.ts';
import { stageOf } from '../../state/staging.ts';
import type { Workbench } from '../../state/workbench.ts';
import { strings } from '../../strings.ts';
import { figureStrings, tableStrings } from '../../strings-outlets.ts';
import { ActionMenu, type MenuAction } from '../action-menu.tsx';

export interface PaneMenuProps {
  readonly pane: Pane;
  readonly name: string;
  /** Where it stands among the others; without it the pane stays, and what it shows is chosen elsewhere. */
  readonly place?: { readonly first: boolean; readonly last: boolean };
}

/** What a pane shows, what is drawn over it, and where it stands. */
export function PaneMenu({ pane, name, place }: PaneMenuProps) {
  const bench = useWorkbench();
  const { stage, pointer, view } = bench;
  const wave = useApp((state) => state.view.display.wave);
  const t = strings.panes;
  const overlays = VIEWS.filter(({ over }) => over.includes(pane.base));
  const outlets: readonly MenuAction[] = [
    { id: 'table', label: tableStrings.open, command: 'view.table', run: () => toggleTableOf(pointer, pane.id) },
    {
      id: 'picture',
      label: figureStrings.open,
      command: 'view.picture',
      run: () => pointer.setState({ figure: pane.id }),
    },
  ];
  const moves: readonly MenuAction[] = place
    ? [
        { id: 'up', label: t.moveUp, keys: 'Alt \u2191', off: place.first, run: () => stage.move(pane.id, -1) },
        { id: 'down', label: t.moveDown, keys: 'Alt \u2193', off: place.last, run: () => stage.move(pane.id, 1) },
        { id: 'remove', label: t.remove, run: () => removePane(bench, pane.id) },
      ]
    : [];
  const shown: MenuPart = {
    kind: 'choices',
    label: t.show,
    titled: true,
    mode: 'one',
    lines: VIEWS.map((view) => ({ id: `base ${view.id}`, label: view.name })),
    chosen: [`base ${pane.base}`],
    onChoose: ([id]) => {
      const chosen = VIEWS.find((view) => id === `base ${view.id}`);
      if (chosen) stage.setBase(pane.id, chosen.id, overlaysFor(chosen.id, pane));
    },
  };
  const over: MenuPart = {
    kind: 'choices',
    label: t.over,
    titled: true,
    mode: 'many',
    lines: overlays.map((view) => ({ id: `over ${view.id}`, label: view.name })),
    chosen: pane.overlays.map((id) => `over ${id}`),
    onChoose: (ids) => {
      for (const { id } of overlays) {
        const on = ids.includes(`over ${id}`);
        if (on !== pane.overlays.includes(id)) stage.setOverlay(pane.id, id, on);
      }
    },
  };
  const values: MenuPart = {
    kind: 'choices',
    label: t.waveValues,
    titled: true,
    mode: 'one',
    lines: WAVE_VALUES.map((id) => ({ id: `values ${id}`, label: t.wave[id] })),
    chosen: [`values ${wave}`],
    onChoose: ([id]) => view.setDisplay({ wave: id === 'values dB' ? 'dB' : 'linear' }),
  };
  const isWave = viewOf(pane.base)?.kind === 'wave';
  return (
    <ActionMenu
      label={t.menu(name)}
      above={[...(place ? [shown] : []), ...(isWave ? [values] : []), ...(overlays.length > 0 ? [over] : [])]}
      actions={[...outlets, ...moves]}
      placement={place ? 'right top' : 'bottom end'}
    />
  );
}

/** The next pane gets the focus; where none is left, the views. */
function removePane({ stage, store }: Workbench, id: string): void {
  const { panes } = stageOf(store.getState().recipe.present);
  const index = panes.findIndex((pane) => pane.id === id);
  const next = panes[index + 1] ?? panes[index - 1];
  stage.remove(id);
  focusLater(next ? `[data-pane="${next.id}"] [role="slider"]` : '#views');
}

/** What stays over another view of a pane; where nothing does, what usually is. */
export function overlaysFor(base: string, { overlays }: Pick<Pane, 'overlays'>): readonly string[] {
  const kept = overlays.filter((id) => fitsOver(id, base));
  return kept.length > 0 ? kept : (viewOf(base)?.usual ?? []);
}
