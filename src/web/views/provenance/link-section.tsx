import { FileDown, Link } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { LateProgress } from '../../components/late-progress.tsx';
import { later } from '../../components/later.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import type { JobHandlers } from '../../services/job-handlers.ts';
import type { LinkTexts } from '../../services/provenance-client.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { linkFit, MOST_IN_QR } from '../../state/link-fit.ts';
import { provenanceStrings } from '../../strings-provenance.ts';
import { useAnswer } from './use-answer.ts';

const QrCode = later(async () => (await import('./qr-code.tsx')).QrCode);

const t = provenanceStrings;

/** The link of a result, with how far it can be sent. */
export function LinkSection({ result }: { readonly result: string }) {
  const { engine } = useWorkbench();
  const ask = useCallback((job: JobHandlers) => engine.provenance.link(result, job), [engine, result]);
  const { value, error, fraction } = useAnswer(ask);
  return (
    <section className="link-section" aria-label={t.linkTitle}>
      <h3 className="section-title">{t.linkTitle}</h3>
      <p className="second">{t.linkHelp}</p>
      {error ? <p className="param-problem">{error.message}</p> : null}
      {value === undefined ? (
        error ? null : (
          <LateProgress name={t.linking} fraction={fraction} />
        )
      ) : (
        <Links texts={value} />
      )}
    </section>
  );
}

/** With names or without, anew each time: nobody shall send them because somebody once did. */
function Links({ texts }: { readonly texts: LinkTexts }) {
  const { navigation } = useWorkbench();
  const [isNamed, setNamed] = useState(false);
  const { plain, named, names } = texts;
  return (
    <>
      {names.length === 0 ? null : (
        <SwitchRow
          label={t.names}
          detail={isNamed ? t.namesOn(names.join(', ')) : t.namesOff}
          on={isNamed}
          onChange={setNamed}
        />
      )}
      <LinkLine address={navigation.addressOf(isNamed ? named : plain)} />
    </>
  );
}

/** What can be done with an address of its length. */
function LinkLine({ address }: { readonly address: string }) {
  const { take } = useWorkbench();
  const [isCode, showCode] = useState(false);
  // Of the sound that is worked on: another one's link would be another.
  const isOpen = useApp((state) => state.source !== undefined);
  const fit = linkFit(address.length);
  const hasCode = address.length <= MOST_IN_QR;
  const save = () => take.saveFile(new Blob([`${address}\n`], { type: 'text/plain' }), `${take.baseName()}.link.txt`);
  return (
    <>
      <div className="link-line">
        {fit === 'short' || fit === 'long' ? (
          <Button className="button primary" isDisabled={!isOpen} onPress={() => void take.copy(address, t.linkCopied)}>
            <Link aria-hidden />
            {t.copyLink}
          </Button>
        ) : (
          <Button className="button primary" isDisabled={!isOpen || fit === 'beyond'} onPress={save}>
            <FileDown aria-hidden />
            {t.saveLink}
          </Button>
        )}
        <span className={`link-fit ${fit}`}>{t.linkLength[fit](address.length)}</span>
        {hasCode ? (
          <ToggleButton className="button code-switch" isSelected={isCode} onChange={showCode}>
            {t.code}
          </ToggleButton>
        ) : null}
      </div>
      {hasCode ? null : <p className="second">{t.noCode(address.length, MOST_IN_QR)}</p>}
      {isCode && hasCode ? <QrCode text={address} /> : null}
    </>
  );
}
