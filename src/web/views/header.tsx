import { Keyboard, Monitor, Moon, Search, Settings, Sun } from 'lucide-react';
import { Button, Focusable } from 'react-aria-components';
import { choicePart } from '../components/choice-menu.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { MenuPopup } from '../components/popup.tsx';
import { Tip } from '../components/tip.tsx';
import { Wordmark } from '../components/wordmark.tsx';
import type { ThemeChoice } from '../state/app-state.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { paletteStrings } from '../strings-palette.ts';
import { ScreenNav } from './screen-nav.tsx';
import { StorageMenu } from './storage-menu.tsx';
import { useKeyLabel } from './use-keys.ts';

export interface HeaderProps {
  /** The screens are tabs below. */
  readonly phone?: boolean;
}

export function Header({ phone = false }: HeaderProps) {
  const { shell } = useWorkbench();
  const name = useApp((state) => state.source?.entry.name);
  const sheetKeys = useKeyLabel('app.sheet');
  return (
    <header className="header">
      <Wordmark />
      {phone ? null : <ScreenNav />}
      {name === undefined ? null : (
        <span className="header-sound">
          <span className="quiet" aria-hidden>
            /
          </span>
          <span className="header-name">{name}</span>
        </span>
      )}
      <span className="spring" />
      <PaletteButton compact={phone} />
      {phone ? null : (
        <>
          <IconButton
            icon={Keyboard}
            label={strings.header.shortcuts}
            keys={sheetKeys}
            onPress={() => shell.toggle('sheet')}
          />
          <StorageMenu />
          <SettingsLink />
        </>
      )}
      <ThemeMenu />
    </header>
  );
}

function SettingsLink() {
  const here = useApp((state) => state.screen === 'settings');
  const label = strings.screens.settings;
  return (
    <Tip label={label} keys={useKeyLabel('go.settings')}>
      <Focusable>
        <a
          className="button icon"
          href="#settings"
          aria-label={label}
          {...(here ? { 'aria-current': 'page' as const } : {})}
        >
          <Settings aria-hidden />
        </a>
      </Focusable>
    </Tip>
  );
}

/** Looks like the field that it opens. */
function PaletteButton({ compact }: { readonly compact: boolean }) {
  const { shell } = useWorkbench();
  const keys = useKeyLabel('app.palette');
  const open = () => shell.openPalette();
  if (compact) return <IconButton icon={Search} label={paletteStrings.open} onPress={open} />;
  return (
    <Button className="palette-open" aria-label={paletteStrings.open} onPress={open}>
      <Search aria-hidden />
      <span>{paletteStrings.short}</span>
      {keys === undefined ? null : <kbd>{keys}</kbd>}
    </Button>
  );
}

const THEME_ICONS = { light: Sun, dark: Moon, system: Monitor };

export const THEMES: readonly { readonly id: ThemeChoice; readonly label: string }[] = [
  { id: 'light', label: strings.header.light },
  { id: 'dark', label: strings.header.dark },
  { id: 'system', label: strings.header.system },
];

function ThemeMenu() {
  const { settings } = useWorkbench();
  const theme = useApp((state) => state.settings.theme);
  const Icon = THEME_ICONS[theme];
  const label = strings.header.theme;
  return (
    <MenuPopup label={label} placement="bottom end" parts={[choicePart(label, THEMES, theme, settings.setTheme)]}>
      <Tip label={label}>
        <Button className="button icon" aria-label={label}>
          <Icon aria-hidden />
        </Button>
      </Tip>
    </MenuPopup>
  );
}
