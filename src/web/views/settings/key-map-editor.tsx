import { Download, RotateCcw, Search, Upload } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { SearchField as AriaSearch, Button, Input } from 'react-aria-components';
import { AppError } from '../../../core/base/errors.ts';
import type { Command, Scope } from '../../commands/command.ts';
import { readKeyMap, writeKeyMap } from '../../commands/key-editing.ts';
import { keysOf } from '../../commands/key-map.ts';
import { keyLabel } from '../../commands/keys.ts';
import { COMMANDS } from '../../commands/registry.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { commandStrings } from '../../strings-commands.ts';
import { settingsStrings as t } from '../../strings-settings.ts';
import { KeyRow } from './key-row.tsx';

const SCOPES = Object.keys(commandStrings.scopes) as readonly Scope[];

/** Every command with its keys, to be changed by pressing others. */
export function KeyMapEditor() {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const chosen = useApp((state) => state.settings.keys);
  const fits = (command: Command) =>
    wanted === '' ||
    command.sentence.toLowerCase().includes(wanted) ||
    keysOf(command, chosen).some((keys) => keyLabel(keys).toLowerCase() === wanted);
  const found = COMMANDS.filter(fits);
  return (
    <section className="key-map" aria-labelledby="settings-keys">
      <div className="key-map-head">
        <h2 id="settings-keys">{t.keysTitle}</h2>
        <KeyMapActions />
      </div>
      <p className="second">{t.keysHelp}</p>
      <AriaSearch className="sound-search" aria-label={t.filter} value={text} onChange={setText}>
        <Search aria-hidden />
        <Input placeholder={t.filter} spellCheck={false} />
      </AriaSearch>
      {found.length === 0 ? <p className="quiet">{t.none(text.trim())}</p> : null}
      {SCOPES.map((scope) => {
        const rows = found.filter((command) => command.scope === scope);
        if (rows.length === 0) return null;
        return (
          <section key={scope} aria-labelledby={`keys-${scope}`}>
            <h3 className="section-title" id={`keys-${scope}`}>
              {commandStrings.scopes[scope]}
            </h3>
            <ul className="key-rows">
              {rows.map((command) => (
                <KeyRow key={command.id} command={command} />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

function KeyMapActions() {
  const { settings, files } = useWorkbench();
  const chosen = useApp((state) => state.settings.keys);
  const save = () =>
    files.saveFile(new Blob([writeKeyMap(COMMANDS, chosen)], { type: 'application/json' }), t.fileName);
  const open = async () => {
    const [file] = await files.chooseFiles('manifest');
    if (!file) return;
    try {
      const { chosen: read, unknown } = readKeyMap(COMMANDS, await file.text());
      settings.takeKeys(read);
      const told = [
        t.imported(Object.keys(read).length),
        ...(unknown.length > 0 ? [t.unknown(unknown.join(', '))] : []),
      ];
      settings.notify({ text: told.join(' '), tone: 'info' });
    } catch (thrown) {
      settings.notify({ text: AppError.from(thrown).message, tone: 'problem' });
    }
  };
  const reset = () => {
    settings.resetKeys();
    settings.say(t.allReset);
  };
  return (
    <div className="key-map-actions">
      <Button className="button" onPress={save}>
        <Download aria-hidden />
        {t.exportKeys}
      </Button>
      <Button className="button" onPress={() => void open()}>
        <Upload aria-hidden />
        {t.importKeys}
      </Button>
      <Button className="button" isDisabled={Object.keys(chosen).length === 0} onPress={reset}>
        <RotateCcw aria-hidden />
        {t.resetAll}
      </Button>
    </div>
  );
}
