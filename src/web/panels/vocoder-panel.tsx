import { memo, useCallback, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { VocoderParams } from '../../core/modules/vocoder-params.ts';
import type { VocoderShape } from '../../core/modules/vocoder-shape.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { ChoiceMenu } from '../components/choice-menu.tsx';
import { decimal } from '../components/format.ts';
import { AXIS_KINDS, type AxisKind, bandAxis } from '../components/plot/band-axis.ts';
import { Segments } from '../components/segments.tsx';
import { placeOf } from '../layers/axis.ts';
import { vocoderStrings } from '../strings-vocoder.ts';
import { type BankKey, bankShape, shapeOfMethod } from './vocoder-bank.ts';
import { type EdgeMove, moveEdge, setEdge, shiftBank, shiftOf } from './vocoder-edges.ts';
import { VocoderEnvelope } from './vocoder-envelope.tsx';
import { vocoderFaults } from './vocoder-faults.ts';
import { VocoderHandles } from './vocoder-handles.tsx';
import { type SilentBands, type VocoderFix, type VocoderNote, vocoderNotes } from './vocoder-notes.ts';
import { VocoderPlot, VocoderTicks } from './vocoder-plot.tsx';
import { BANK_PRESETS, type BankPreset, contactsOf, presetOf, presetValue } from './vocoder-presets.ts';
import { VocoderSpread } from './vocoder-spread.tsx';
import { cutoffOf, HearButton, level, VocoderTable } from './vocoder-table.tsx';

type Path = readonly string[];

export interface VocoderPanelProps {
  /** The arguments as the engine takes them; undefined while they are wrong. */
  readonly given: VocoderParams | undefined;
  /** What stands at a place, as it is written. */
  readonly value: (path: Path) => JsonValue | undefined;
  /** The same where it was typed and refused. */
  readonly typed: (path: Path) => JsonValue | undefined;
  /** What the filters are; undefined until that is known. */
  readonly shape: VocoderShape | undefined;
  /** Of the source, Hz. */
  readonly meanF0: number | undefined;
  readonly silent: SilentBands | undefined;
  /** Samples that the filters need and the sound has not. */
  readonly short: number | undefined;
  readonly onPad: () => void;
  readonly heard: number | undefined;
  readonly onHear: (bank: BankKey, band: number) => void;
  readonly onSet: (path: Path, value: JsonValue) => void;
  readonly onDrag: (path: Path, value: JsonValue) => void;
  readonly onSettle: () => void;
  /** A rule or a preset has become a list. */
  readonly onTurned: () => void;
}

const t = vocoderStrings;

const BANKS = (['analysis_filters', 'synthesis_filters'] as const).map((id) => ({
  id,
  name: t.banks[id],
  label: t.banks[id],
}));
const AXES = AXIS_KINDS.map((id) => ({ id, name: t.axisNames[id], label: t.axes[id] }));

/** The filterbank designer: the filters as they are, the bands' edges as handles, the bands as a table. */
export function VocoderPanel(props: VocoderPanelProps) {
  const { given, shape } = props;
  const [bank, setBank] = useState<BankKey>('analysis_filters');
  const [kind, setKind] = useState<AxisKind>('place');
  const [chosen, setBand] = useState<number>();
  const [isTableOpen, setTableOpen] = useState(false);
  const axis = useMemo(() => bandAxis(kind), [kind]);
  // None of a hand's moves changes these.
  const choices = useMemo(
    () => (
      <>
        <Segments name={t.bank} value={bank} onChange={setBank} segments={BANKS} />
        <Segments name={t.axis} value={kind} onChange={setKind} segments={AXES} />
      </>
    ),
    [bank, kind],
  );
  const path = [bank, 'f'];
  const latest = useRef(props);
  latest.current = props;
  /** Where a hand that has not let go yet made a list: told at its first move, it would be of a document that does not stay. */
  const turning = useRef<Path>(undefined);
  const choosePreset = useCallback(
    (preset: BankPreset) => latest.current.onSet([bank, 'f'], presetValue(preset)),
    [bank],
  );
  const f = props.value(path);
  const isSame = bank === 'synthesis_filters' && given?.synthesis_filters === 'analysis_filters';
  if (given === undefined || f === undefined) {
    const isEmpty = props.value(['analysis_filters', 'f']) === undefined;
    if (isEmpty)
      return <EmptyBank onPreset={(preset) => props.onSet(['analysis_filters', 'f'], presetValue(preset))} />;
  }
  const contacts = contactsOf(f);
  const dragEdge = ({ f: next, turned }: EdgeMove) => {
    props.onDrag(path, next);
    if (turned) turning.current = path;
  };
  const putEdge = ({ f: next, turned }: EdgeMove) => {
    props.onSet(path, next);
    if (turned) props.onTurned();
  };
  const release = () => {
    props.onSettle();
    const turned = turning.current;
    turning.current = undefined;
    // Not where it was undone or refused in mid-drag.
    if (turned && Array.isArray(latest.current.value(turned))) props.onTurned();
  };
  const edges = shape ? bankShape(shape, bank).edges : [];
  const band = chosen !== undefined && chosen < edges.length - 1 ? chosen : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame
    <div className="bank" role="group" aria-label={t.name}>
      <div className="bank-head">
        {choices}
        <span className="spring" />
        {isSame ? null : <PresetMenu value={presetOf(f) ?? 'own'} onPreset={choosePreset} />}
      </div>
      {isSame ? (
        <p className="card-note">
          {t.sameBank}{' '}
          <button
            type="button"
            className="link"
            onClick={() => props.onSet(['synthesis_filters'], props.value(['analysis_filters']) ?? null)}
          >
            {t.ownBank}
          </button>
        </p>
      ) : null}
      <Notes notes={vocoderFaults(props.typed)} onFix={({ path: at, value }) => props.onSet(at, value)} />
      {props.short === undefined ? null : (
        <p className="bank-note problem" role="status">
          {t.short(props.short)}{' '}
          <button type="button" className="link" onClick={props.onPad}>
            {t.pad}
          </button>
        </p>
      )}
      {shape && given && !isSame && f !== undefined ? (
        <>
          <VocoderPlot given={given} shape={shape} bank={bank} axis={axis} band={band} onBand={setBand} />
          <VocoderTicks axis={axis} />
          <VocoderHandles
            axis={axis}
            edges={edges}
            contacts={contacts}
            shift={shiftOf(f)}
            top={shape.sampleRate / 2}
            band={band}
            onBand={setBand}
            onMove={(edge, place) => dragEdge(moveEdge(f, edges, edge, place))}
            onShift={(shift) => {
              const next = shiftBank(f, shift);
              if (next !== undefined) props.onDrag(path, next);
            }}
            onRelease={release}
          />
          {contacts ? (
            <p className="bank-caption" aria-hidden>
              {contacts.implant} {t.electrodes}
            </p>
          ) : null}
          <Notes
            notes={vocoderNotes({ given, f, bank, shape, meanF0: props.meanF0, silent: props.silent })}
            onFix={({ path: at, value }) => props.onSet(at, value)}
          />
          <VocoderEnvelope given={given} shape={shape.envelope} />
          <Readout given={given} shape={shape} bank={bank} f={f} band={band}>
            {band === undefined ? null : (
              <HearButton band={band} heard={props.heard} onHear={(which) => props.onHear(bank, which)} />
            )}
          </Readout>
          {shape.spread ? <VocoderSpread weights={shape.spread} bands={edges.length - 1} /> : null}
          <details
            className="form-more"
            open={isTableOpen}
            onToggle={(event) => setTableOpen(event.currentTarget.open)}
          >
            <summary>{t.table}</summary>
            {/* A hundred fields that nobody sees would be made anew at each move of a hand. */}
            {isTableOpen ? (
              <VocoderTable
                given={given}
                shape={shape}
                bank={bank}
                contacts={contacts}
                band={band}
                heard={props.heard}
                onBand={setBand}
                onHear={(which) => {
                  setBand(which);
                  props.onHear(bank, which);
                }}
                onEdge={(edge, frequency) => putEdge(setEdge(f, edges, edge, frequency))}
                onCutoff={(which, frequency) => {
                  const list = edges.slice(1).map((_, i) => (i === which ? frequency : cutoffOf(given, i)));
                  props.onSet(['envelope', 'fc'], list);
                }}
              />
            ) : null}
          </details>
        </>
      ) : null}
      {shape === undefined ? <p className="card-note">{t.loading}</p> : null}
    </div>
  );
}

function EmptyBank({ onPreset }: { readonly onPreset: (preset: BankPreset) => void }) {
  return (
    <div className="bank-empty">
      <p className="card-note">{t.empty}</p>
      {(['ci24', 'hr90k', 'greenwood-8'] as const).map((preset) => (
        <Button key={preset} className="button" onPress={() => onPreset(preset)}>
          {t.presets[preset]}
        </Button>
      ))}
    </div>
  );
}

interface PresetMenuProps {
  readonly value: BankPreset | 'own';
  readonly onPreset: (preset: BankPreset) => void;
}

const PresetMenu = memo(function PresetMenu({ value, onPreset }: PresetMenuProps) {
  const ids = value === 'own' ? (['own', ...BANK_PRESETS] as const) : BANK_PRESETS;
  return (
    <ChoiceMenu<BankPreset | 'own'>
      name={t.preset}
      value={value}
      onChange={(id) => (id === 'own' ? undefined : onPreset(id))}
      choices={ids.map((id) => ({ id, label: t.presets[id], detail: t.presetDetails[id] }))}
    />
  );
});

interface NotesProps {
  readonly notes: readonly VocoderNote[];
  readonly onFix: (fix: VocoderFix) => void;
}

function Notes({ notes, onFix }: NotesProps) {
  return notes.map(({ id, isProblem, text, fix, other }) => (
    <p key={id} className={isProblem ? 'bank-note problem' : 'bank-note'} {...(isProblem ? { role: 'status' } : {})}>
      {text}
      {[fix, other].map((way) =>
        way ? (
          <span key={way.label}>
            {' '}
            <button type="button" className="link" onClick={() => onFix(way)}>
              {way.label}
            </button>
          </span>
        ) : null,
      )}
    </p>
  ));
}

interface ReadoutProps {
  readonly given: VocoderParams;
  readonly shape: VocoderShape;
  readonly bank: BankKey;
  readonly f: JsonValue;
  readonly band: number | undefined;
  readonly children: React.ReactNode;
}

/** What the method amounts to, then the band that is looked at: all of it measured on the curves. */
function Readout({ given, shape, bank, f, band, children }: ReadoutProps) {
  const { design, order, slope, edge, total } = shapeOfMethod(given, bank);
  const { edges, marks } = bankShape(shape, bank);
  const phase = order === total ? t.causal : t.zeroPhase(order);
  const [low = 0, high = 0] = band === undefined ? [] : [edges[band], edges[band + 1]];
  const contact = band === undefined ? undefined : contactsOf(f)?.numbers[band];
  const mm = (frequency: number) => decimal(placeOf(Math.max(frequency, 0)), 1);
  return (
    <div className="bank-readout">
      <p>
        {t.design(design, total)}, {phase}. {t.slope(decimal(slope, 0), decimal(edge, 0))}.
      </p>
      {band === undefined ? (
        <p className="quiet">{t.none}</p>
      ) : (
        <p>
          {children}
          <b>{t.band(band + 1)}</b>{' '}
          {[
            t.bandRange(decimal(low, 0), decimal(high, 0)),
            t.bandPlace(mm(low), mm(high)),
            ...(contact === undefined ? [] : [t.contact(contact)]),
            t.measured(`${level(marks[4 * band])} and ${level(marks[4 * band + 1])}`),
            t.octaves(level(marks[4 * band + 2]), level(marks[4 * band + 3])),
          ].join(' \u00b7 ')}
        </p>
      )}
    </div>
  );
}
