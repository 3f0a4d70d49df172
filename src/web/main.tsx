import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/sides.css';
import './styles/transport.css';
import './styles/floating.css';
import './styles/panes.css';
import './styles/view-panes.css';
import './styles/curves.css';
import './styles/f0.css';
import './styles/outlets.css';
import './styles/marks.css';
import './styles/panels.css';
import './styles/library.css';
import './styles/recipe.css';
import './styles/form.css';
import './styles/presets.css';
import './styles/plane.css';
import './styles/plane-line.css';
import './styles/world-panel.css';
import './styles/status-bar.css';
import './styles/screens.css';
import './styles/provenance.css';
import './styles/takes.css';
import './styles/small.css';
import './styles/forced-colours.css';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { createProjectStore } from './services/browser-project-store.ts';
import { createRecorder } from './services/browser-recorder.ts';
import { createEngineClient } from './services/comlink-engine-client.ts';
import { installDebugHook } from './services/debug-hook.ts';
import { onLaunchedFiles } from './services/launched-files.ts';
import { createPage } from './services/page.ts';
import { SoundOutput } from './services/sound-output.ts';
import { createPlayer } from './services/web-audio-player.ts';
import { FIRST_RECIPE } from './state/app-state.ts';
import { WorkbenchContext } from './state/hooks.ts';
import { firstDoc } from './state/project-doc.ts';
import { createWorkbench } from './state/workbench.ts';
import { MY_LAB } from './storage/project-db.ts';
import { strings } from './strings.ts';
import { App } from './views/app.tsx';
import { ThemeRoot } from './views/theme-root.tsx';

const SAMPLES = [
  { name: strings.samples.female, path: 'samples/speech_female_44100.wav' },
  { name: strings.samples.male, path: 'samples/speech_male_44100.wav' },
];

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const engine = createEngineClient();
const output = new SoundOutput();
const player = createPlayer(output.route('work'));
const project = createProjectStore(MY_LAB, firstDoc(FIRST_RECIPE));
const recorder = createRecorder(MY_LAB);
const audition = createPlayer(output.route('audition'));
const workbench = createWorkbench({ engine, player, audition, output, page: createPage(), project, recorder });
installDebugHook({ engine, player, store: workbench.store });

createRoot(root).render(
  <StrictMode>
    <WorkbenchContext value={workbench}>
      <I18nProvider locale="en-US">
        <ThemeRoot>
          <App />
        </ThemeRoot>
      </I18nProvider>
    </WorkbenchContext>
  </StrictMode>,
);
const opened = workbench.project.open(SAMPLES);
onLaunchedFiles({
  // Behind what was here the last time.
  open: (files) => void opened.then(() => workbench.library.addFiles(files)),
  fail: (reason) => workbench.settings.notify({ text: strings.offline.notOpened(reason), tone: 'problem' }),
});
// What is kept for later comes after what is looked at now.
void opened.finally(() => {
  // A link is checked against the sounds that are here.
  workbench.navigation.start();
  void workbench.recording.recover();
  void workbench.offline.prepare();
});
