import { later } from '../components/later.tsx';
import { fetchCurves } from '../layers/curves.ts';
import { usePointer, useShell } from '../state/hooks.ts';

const Palette = later(async () => (await import('./palette/palette.tsx')).Palette);
const ShortcutSheet = later(async () => (await import('./shortcut-sheet.tsx')).ShortcutSheet);
const Messages = later(async () => (await import('./messages.tsx')).Messages);
const FigureDialog = later(async () => {
  await fetchCurves();
  return (await import('./figure/figure-dialog.tsx')).FigureDialog;
});
const MarkNameDialog = later(async () => (await import('./mark-name-dialog.tsx')).MarkNameDialog);

/** What is opened over any screen: fetched behind the first picture, and there when it is asked for. */
export function Floating() {
  const palette = useShell((state) => state.palette !== undefined);
  const sheet = useShell((state) => state.sheet);
  const messages = useShell((state) => state.messages);
  const naming = usePointer((state) => state.naming !== undefined);
  const figure = usePointer((state) => state.figure !== undefined);
  return (
    <>
      {palette ? <Palette /> : null}
      {sheet ? <ShortcutSheet /> : null}
      {messages ? <Messages /> : null}
      {figure ? <FigureDialog /> : null}
      {naming ? <MarkNameDialog /> : null}
    </>
  );
}
