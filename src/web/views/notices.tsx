import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Notice } from '../state/app-state.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';

const SHOWN_MS = 8000;

/** What happened, for eight seconds, or as long as the pointer or the focus is on it. */
export function Notices() {
  const notices = useApp((state) => state.notices);
  const spoken = useApp((state) => state.spoken);
  return (
    <>
      <div className="notices" role="status" aria-live="polite">
        {notices.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </div>
      <div className="unseen" aria-live="polite">
        {spoken}
      </div>
    </>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { settings } = useWorkbench();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = hovered || focused;
  const { id, action, other } = notice;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => settings.dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, id, settings]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handlers only keep it on the page while it is used
    <div
      className={`notice ${notice.tone}`}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <span>{notice.text}</span>
      {[action, other].map((one) =>
        one ? (
          <Button
            key={one.label}
            className="link"
            onPress={() => {
              one.run();
              settings.dismiss(id);
            }}
          >
            {one.label}
          </Button>
        ) : null,
      )}
      <Button className="button icon bare" aria-label={strings.dismiss} onPress={() => settings.dismiss(id)}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
