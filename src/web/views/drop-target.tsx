import { useEffect, useState } from 'react';
import { isF0FileName } from '../state/f0-files.ts';
import { useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { dropText } from './drop-text.ts';
import { droppedFiles } from './dropped-files.ts';

/** The whole window takes dropped and pasted sounds, and says what will happen while they hover. */
export function DropTarget() {
  const { library, sets, check, navigation, store, f0Files } = useWorkbench();
  const [types, setTypes] = useState<readonly string[]>();

  useEffect(() => {
    /** Where a file goes: manifests to the sets, a contour to the f0 edits, sounds to what is shown. */
    const take = (files: readonly File[], origin: 'file' | 'paste') => {
      const manifest = files.find(({ name }) => /\.json$/i.test(name));
      const isContour = ({ name }: File) => store.getState().screen === 'lab' && isF0FileName(name);
      const contours = files.filter(isContour);
      const sounds = files.filter((file) => file !== manifest && !contours.includes(file));
      if (manifest) {
        navigation.go('sets');
        void sets.importFile(manifest);
      }
      // One after the other, each an edit of its own.
      for (const contour of contours) void f0Files.importFile(contour);
      if (sounds.length === 0) return;
      if (store.getState().screen === 'verify') void check.openFiles(sounds);
      else void library.addFiles(sounds, origin);
    };
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      const files = [...(event.dataTransfer?.items ?? [])].filter((item) => item.kind === 'file');
      setTypes(files.map(({ type }) => type));
    };
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onLeave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth--;
      if (depth <= 0) setTypes(undefined);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setTypes(undefined);
      void droppedFiles(event.dataTransfer).then((files) => take(files, 'file'));
    };
    const onPaste = (event: ClipboardEvent) => {
      void droppedFiles(event.clipboardData).then((files) => {
        if (files.length > 0) take(files, 'paste');
      });
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, [library, sets, check, navigation, store, f0Files]);

  if (types === undefined) return null;
  return (
    <div className="drop-target" aria-hidden>
      <div>
        <strong>{dropText(types, store.getState().screen)}</strong>
        <span>{strings.library.droppingHint}</span>
      </div>
    </div>
  );
}
