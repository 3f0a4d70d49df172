import { ChevronDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { later } from '../../components/later.tsx';
import type { MenuPart } from '../../components/menu-part.ts';
import { MenuPopup } from '../../components/popup.tsx';
import { VIEWS } from '../../layers/registry.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { PRESETS, panesOf, type StageDoc } from '../../state/layout.ts';
import { stageOf } from '../../state/staging.ts';
import { strings } from '../../strings.ts';

const LayoutNameDialog = later(async () => (await import('./layout-name-dialog.tsx')).LayoutNameDialog);

/** Layouts by name: those that come with the page, and one's own. */
export function LayoutMenu() {
  const { stage, settings, recipe } = useWorkbench();
  const now = useApp(({ recipe: doc }) => stageOf(doc.present));
  const [naming, setNaming] = useState(false);
  const t = strings.panes;
  const layouts = [
    ...PRESETS.map((id) => ({ id: id as string, label: t.presets[id] as string })),
    ...now.own.map(({ name }) => ({ id: name, label: name })),
  ];
  const label = layouts.find(({ id }) => id === now.layout)?.label ?? now.layout;
  const isOwn = now.own.some(({ name }) => name === now.layout);
  const forget = () => {
    stage.forget(now.layout);
    settings.notify({ text: t.forgotten(label), tone: 'info', action: { label: strings.undo, run: recipe.undo } });
  };
  const parts: readonly MenuPart[] = [
    {
      kind: 'choices',
      label: t.layout,
      mode: 'one or none',
      lines: layouts.map(({ id, label: name }) => ({ id: `layout ${id}`, label: name })),
      chosen: isChanged(now) ? [] : [`layout ${now.layout}`],
      onChoose: ([chosen]) => {
        const layout = layouts.find(({ id }) => chosen === `layout ${id}`);
        if (layout) stage.take(layout.id);
      },
    },
    {
      kind: 'actions',
      lines: [
        { id: 'keep', label: t.keep, run: () => setNaming(true) },
        ...(isOwn ? [{ id: 'forget', label: t.forget(label), run: forget }] : []),
      ],
    },
  ];
  return (
    <>
      <MenuPopup label={t.layout} parts={parts}>
        <Button className="button" aria-label={`${t.layout}: ${label}`}>
          {isChanged(now) ? t.changed(label) : label}
          <ChevronDown aria-hidden className="chevron" />
        </Button>
      </MenuPopup>
      {naming ? <LayoutNameDialog onClose={() => setNaming(false)} onName={stage.keep} /> : null}
    </>
  );
}

/** Adds a pane below the others. */
export function AddViewMenu() {
  const { stage } = useWorkbench();
  const lines = VIEWS.map(({ id, name, height, usual = [] }) => ({
    id,
    label: name,
    run: () => stage.add({ base: id, overlays: usual, height }),
  }));
  return (
    <MenuPopup label={strings.panes.add} parts={[{ kind: 'actions', lines }]}>
      <Button className="button icon bare" aria-label={strings.panes.add}>
        <Plus aria-hidden />
      </Button>
    </MenuPopup>
  );
}

/** Whether other panes stand than the layout has; their heights do not count. */
function isChanged({ panes, layout, own }: StageDoc): boolean {
  const shape = (of: StageDoc['panes'] | undefined) =>
    JSON.stringify(of?.map(({ base, overlays }) => [base, overlays]));
  return shape(panes) !== shape(panesOf(layout, own));
}
