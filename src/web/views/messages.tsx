import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Notice } from '../state/app-state.ts';
import { useApp, useShell, useWorkbench } from '../state/hooks.ts';
import { localTime } from '../state/local-time.ts';
import { offersOf } from '../state/messages.ts';
import { strings } from '../strings.ts';
import { messageStrings } from '../strings-messages.ts';
import '../styles/messages.css';

const t = messageStrings;

/** What was told in this session, the newest first, with what can still be done about it. */
export function Messages() {
  const { shell } = useWorkbench();
  const open = useShell((state) => state.messages);
  const messages = useApp((state) => state.messages);
  return (
    <ModalOverlay
      className="veil"
      isDismissable
      isOpen={open}
      onOpenChange={(isOpen) => shell.set({ messages: isOpen })}
    >
      <Modal className="dialog-box messages-box">
        <Dialog className="sheet">
          <header className="panel-head">
            <Heading slot="title">{strings.messages}</Heading>
            <Button slot="close" className="button icon bare" aria-label={strings.close}>
              <X aria-hidden />
            </Button>
          </header>
          {messages.length === 0 ? (
            <p className="messages-note">{t.empty}</p>
          ) : (
            <>
              <p className="messages-note quiet">{t.first(messages.length)}</p>
              <ol className="messages">
                {messages.toReversed().map((message) => (
                  <MessageRow key={message.id} message={message} />
                ))}
              </ol>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function MessageRow({ message }: { readonly message: Notice }) {
  const { store } = useWorkbench();
  // What is offered follows what happens meanwhile.
  useApp((state) => state);
  const at = localTime(message.at);
  return (
    <li className={`message ${message.tone}`}>
      <time dateTime={at}>{at.slice(11, 19)}</time>
      <span className="message-text">
        {message.tone === 'problem' ? <strong>{t.problem} </strong> : null}
        {message.text}
      </span>
      {offersOf(message, store.getState()).map(({ label, run }) => (
        <Button key={label} className="link" onPress={run}>
          {label}
        </Button>
      ))}
    </li>
  );
}
