import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { readable } from '../../components/format.ts';
import type { SoundEntry } from '../../state/app-state.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { failedStrings } from '../../strings-failed.ts';
import { type FailedFile, failedText, firstBytes } from './failed-text.ts';

const t = failedStrings;

/** What a file was that could not be read, and what was expected: to be told, or copied for whoever knows. */
export function FailedDetails({ entry }: { readonly entry: SoundEntry }) {
  const { take } = useWorkbench();
  const { file, error, size = file?.size } = entry;
  const [head, setHead] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    void firstBytes(file).then((text) => (isWanted ? setHead(text) : undefined));
    return () => {
      isWanted = false;
    };
  }, [file]);
  const facts: FailedFile = {
    name: entry.fileName,
    size: size === undefined ? undefined : t.bytes(String(size)),
    head: head === '' ? t.noBytes : (head ?? t.reading),
    wrong: readable(error?.message ?? ''),
    code: error?.code ?? '',
  };
  return (
    <>
      <h3 className="section-title">{t.title}</h3>
      <dl className="failed-facts">
        {failedText(facts).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={value === head || value === facts.code ? 'mono' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <Button
        className="button"
        isDisabled={head === undefined}
        onPress={() =>
          void take.copy(
            failedText(facts)
              .map(([label, value]) => `${label}: ${value}`)
              .join('\n'),
            t.copied,
          )
        }
      >
        {t.copy}
      </Button>
    </>
  );
}
