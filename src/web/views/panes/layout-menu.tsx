import { Check, ChevronDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { VIEWS } from '../../layers/registry.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { PRESETS, panesOf, type StageDoc } from '../../state/layout.ts';
import { stageOf } from '../../state/staging.ts';
import { strings } from '../../strings.ts';
import { later } from '../lazy.tsx';

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
  return (
    <>
      <MenuTrigger>
        <Button className="button" aria-label={`${t.layout}: ${label}`}>
          {isChanged(now) ? t.changed(label) : label}
          <ChevronDown aria-hidden className="chevron" />
        </Button>
        <Popover className="popover" offset={4} placement="bottom start">
          <Menu
            className="menu"
            aria-label={t.layout}
            onAction={(key) => {
              if (key === 'keep') setNaming(true);
              if (key === 'forget') forget();
            }}
          >
            <MenuSection
              aria-label={t.layout}
              selectionMode="single"
              selectedKeys={isChanged(now) ? [] : [`layout ${now.layout}`]}
              onSelectionChange={(keys) => {
                const chosen = layouts.find(({ id }) => keys !== 'all' && keys.has(`layout ${id}`));
                if (chosen) stage.take(chosen.id);
              }}
            >
              {layouts.map(({ id, label: name }) => (
                <MenuItem key={id} id={`layout ${id}`} className="menu-item" textValue={name}>
                  {({ isSelected }) => (
                    <>
                      {isSelected ? <Check aria-hidden /> : <span />}
                      <span>{name}</span>
                    </>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
            <Separator className="menu-line" />
            <MenuItem id="keep" className="menu-item plain">
              {t.keep}
            </MenuItem>
            {isOwn ? (
              <MenuItem id="forget" className="menu-item plain">
                {t.forget(label)}
              </MenuItem>
            ) : null}
          </Menu>
        </Popover>
      </MenuTrigger>
      {naming ? <LayoutNameDialog onClose={() => setNaming(false)} onName={stage.keep} /> : null}
    </>
  );
}

/** Adds a pane below the others. */
export function AddViewMenu() {
  const { stage } = useWorkbench();
  return (
    <MenuTrigger>
      <Button className="button icon bare" aria-label={strings.panes.add}>
        <Plus aria-hidden />
      </Button>
      <Popover className="popover" offset={4} placement="bottom start">
        <Menu
          className="menu"
          aria-label={strings.panes.add}
          onAction={(key) => {
            const view = VIEWS.find(({ id }) => id === key);
            if (view) stage.add({ base: view.id, overlays: view.usual ?? [], height: view.height });
          }}
        >
          {VIEWS.map((view) => (
            <MenuItem key={view.id} id={view.id} className="menu-item plain">
              {view.name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Whether other panes stand than the layout has; their heights do not count. */
function isChanged({ panes, layout, own }: StageDoc): boolean {
  const shape = (of: StageDoc['panes'] | undefined) =>
    JSON.stringify(of?.map(({ base, overlays }) => [base, overlays]));
  return shape(panes) !== shape(panesOf(layout, own));
}
