import { Check, TriangleAlert } from 'lucide-react';
import { kilohertz } from '../../components/format.ts';
import { TitledSection } from '../../components/titled-section.tsx';
import { type Granted, isRaw, type Processing } from '../../state/take-facts.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { useRecording } from './use-recording.ts';

/** What was asked for and what the browser says that it gave: the same table goes into the sidecar. */
export function ProofPanel() {
  const granted = useRecording((state) => state.granted);
  const kept = useRecording((state) => state.kept);
  const t = deskStrings.proof;
  return (
    <TitledSection className="record-part" title={t.title}>
      <Verdict granted={granted} />
      <table className="proof">
        <thead>
          <tr>
            <th scope="col">{t.kind}</th>
            <th scope="col">{t.asked}</th>
            <th scope="col">{t.granted}</th>
          </tr>
        </thead>
        <tbody>
          {(granted?.processing ?? UNKNOWN).map((kind) => (
            <tr key={kind.name}>
              <th scope="row">{t.kinds[kind.name]}</th>
              <td>{kind.asked ? t.on : t.off}</td>
              <td className={granted ? wordClass(kind) : 'quiet'}>{granted ? wordOf(kind) : '\u2013'}</td>
            </tr>
          ))}
          {granted ? <FileRows granted={granted} /> : null}
        </tbody>
      </table>
      <p className="quiet">
        {kept === undefined ? deskStrings.keep.why : kept ? deskStrings.keep.kept : deskStrings.keep.refused}
      </p>
    </TitledSection>
  );
}

const UNKNOWN: readonly Processing[] = (['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const).map(
  (name) => ({ name, asked: false }),
);

function Verdict({ granted }: { readonly granted: Granted | undefined }) {
  const t = deskStrings.proof;
  if (!granted) return <p className="quiet">{t.unknown}</p>;
  const raw = isRaw(granted);
  const Icon = raw ? Check : TriangleAlert;
  return (
    <p className={raw ? 'proof-verdict raw' : 'proof-verdict'}>
      <Icon className="proof-mark" aria-hidden />
      {raw ? t.raw : t.notRaw}
    </p>
  );
}

function FileRows({ granted }: { readonly granted: Granted }) {
  const { sampleRate, deviceRate, channels, deviceChannels = channels } = granted;
  const t = deskStrings.proof;
  const rate =
    deviceRate !== undefined && deviceRate !== sampleRate
      ? t.resampled(kilohertz(deviceRate), kilohertz(sampleRate))
      : kilohertz(sampleRate);
  return (
    <>
      <tr>
        <th scope="row">{t.rate}</th>
        <td colSpan={2}>{rate}</td>
      </tr>
      <tr>
        <th scope="row">{t.channels}</th>
        <td colSpan={2}>
          {channels === 2
            ? deskStrings.input.stereo
            : deviceChannels > 1
              ? t.first(deviceChannels)
              : deskStrings.input.mono}
        </td>
      </tr>
      <tr>
        <th scope="row">{t.file}</th>
        <td colSpan={2}>{t.fileFormat}</td>
      </tr>
    </>
  );
}

function wordOf({ granted }: Processing): string {
  const { on, off, untold } = deskStrings.proof;
  if (granted === undefined) return untold;
  return granted === false ? off : granted === true ? on : granted;
}

function wordClass({ granted }: Processing): string {
  return granted === false ? 'ok' : 'warn';
}
