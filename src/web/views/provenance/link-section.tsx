import { Link } from 'lucide-react';
import { useCallback } from 'react';
import { Button } from 'react-aria-components';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { linkFit } from '../../state/link-fit.ts';
import { strings } from '../../strings.ts';
import { useAnswer } from './use-answer.ts';

/** The link of a result, with how far it can be sent. */
export function LinkSection({ result }: { readonly result: string }) {
  const { engine, take, navigation } = useWorkbench();
  const ask = useCallback(
    (signal: AbortSignal) => engine.provenance.link(result, { signal, onProgress: () => undefined }),
    [engine, result],
  );
  const { value, error } = useAnswer(ask);
  // Of the sound that is worked on: another one's link would be another.
  const source = useApp((state) => state.source?.entry.name);
  const t = strings.provenance;
  const address = value === undefined ? undefined : navigation.addressOf(value);
  const fit = address === undefined ? undefined : linkFit(address.length);
  return (
    <section className="link-section" aria-label={t.linkTitle}>
      <h3 className="section-title">{t.linkTitle}</h3>
      <p className="second">{t.linkHelp}</p>
      {error ? <p className="param-problem">{error.message}</p> : null}
      <div className="link-line">
        <Button
          className="button primary"
          isDisabled={address === undefined || fit === 'tooLong' || source === undefined}
          onPress={() => void take.copy(address ?? '', t.linkCopied)}
        >
          <Link aria-hidden />
          {t.copyLink}
        </Button>
        {address === undefined || fit === undefined ? null : (
          <span className={`link-fit ${fit}`}>{t.linkLength[fit](address.length)}</span>
        )}
      </div>
    </section>
  );
}
