import { Square, Volume2 } from 'lucide-react';
import { useState } from 'react';
import type { VocoderParams } from '../../core/modules/vocoder-params.ts';
import type { VocoderShape } from '../../core/modules/vocoder-shape.ts';
import { decibels, decimal } from '../components/format.ts';
import { IconButton } from '../components/icon-button.tsx';
import { readNumber } from '../forms/values.ts';
import { placeOf } from '../layers/axis.ts';
import { vocoderStrings } from '../strings-vocoder.ts';
import { type BankKey, bankShape } from './vocoder-bank.ts';
import { tidyHertz } from './vocoder-edges.ts';
import type { Contacts } from './vocoder-presets.ts';

export interface VocoderTableProps {
  readonly given: VocoderParams;
  readonly shape: VocoderShape;
  readonly bank: BankKey;
  readonly contacts: Contacts | undefined;
  readonly band: number | undefined;
  /** The band that sounds alone. */
  readonly heard: number | undefined;
  readonly onBand: (band: number) => void;
  readonly onEdge: (edge: number, frequency: number) => void;
  readonly onCutoff: (band: number, frequency: number) => void;
  readonly onHear: (band: number) => void;
}

const t = vocoderStrings;

/** Everything that the picture shows and its handles change, as numbers. */
export function VocoderTable(props: VocoderTableProps) {
  const { given, shape, bank, contacts, band } = props;
  const { edges, centers, marks } = bankShape(shape, bank);
  const isLowPass = given.envelope.method === 'low-pass';
  const columns = t.columns;
  return (
    <div className="bank-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.band}</th>
            {contacts ? <th scope="col">{columns.contact}</th> : null}
            <th scope="col">{columns.low}</th>
            <th scope="col">{columns.high}</th>
            <th scope="col">{columns.center}</th>
            <th scope="col">{columns.width}</th>
            {isLowPass ? <th scope="col">{columns.cutoff}</th> : null}
            <th scope="col">{columns.below}</th>
            <th scope="col">{columns.above}</th>
          </tr>
        </thead>
        <tbody>
          {centers.map((center, index) => {
            const [low = 0, high = 0] = [edges[index], edges[index + 1]];
            const number = index + 1;
            return (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: a band's place in the row is all it has
                key={index}
                className={index === band ? 'chosen' : ''}
                onFocus={({ target }) => {
                  // Only of a field: what is chosen may move what is below it, and a press must end where it began.
                  if (target instanceof HTMLInputElement) props.onBand(index);
                }}
              >
                <th scope="row">
                  {number}
                  <HearButton band={index} heard={props.heard} onHear={props.onHear} />
                </th>
                {contacts ? <td>{contacts.numbers[index]}</td> : null}
                <NumberCell
                  name={t.cell(columns.low, number)}
                  value={low}
                  onCommit={(value) => props.onEdge(index, value)}
                />
                <NumberCell
                  name={t.cell(columns.high, number)}
                  value={high}
                  onCommit={(value) => props.onEdge(index + 1, value)}
                />
                <td>{decimal(center, 1)}</td>
                <td>{decimal(placeOf(Math.max(high, 0)) - placeOf(Math.max(low, 0)), 2)}</td>
                {isLowPass ? (
                  <NumberCell
                    name={t.cell(columns.cutoff, number)}
                    value={cutoffOf(given, index)}
                    onCommit={(value) => props.onCutoff(index, value)}
                  />
                ) : null}
                <td>{level(marks[4 * index + 2])}</td>
                <td>{level(marks[4 * index + 3])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export function HearButton(props: Pick<VocoderTableProps, 'heard' | 'onHear'> & { readonly band: number }) {
  const isHeard = props.heard === props.band;
  return (
    <IconButton
      icon={isHeard ? Square : Volume2}
      label={isHeard ? t.stop(props.band + 1) : t.hear(props.band + 1)}
      bare
      onPress={() => props.onHear(props.band)}
    />
  );
}

/** A gain in dB, or a dash where there is none. */
export function level(gain: number | undefined): string {
  return gain === undefined || Number.isNaN(gain) ? '\u2013' : decibels(20 * Math.log10(gain));
}

/** The low-pass of a band's envelope, Hz; 0 where there is none. */
export function cutoffOf({ envelope }: VocoderParams, band: number): number {
  if (envelope.method !== 'low-pass') return 0;
  const list = typeof envelope.fc === 'number' ? [envelope.fc] : envelope.fc;
  return list[band % list.length] ?? 0;
}

interface NumberCellProps {
  readonly name: string;
  readonly value: number;
  readonly onCommit: (value: number) => void;
}

function NumberCell({ name, value, onCommit }: NumberCellProps) {
  const [draft, setDraft] = useState<string>();
  const read = draft === undefined ? undefined : readNumber(draft);
  const commit = () => {
    if (draft === undefined || (draft.trim() !== '' && read === undefined)) return;
    setDraft(undefined);
    if (read !== undefined && tidyHertz(read) !== tidyHertz(value)) onCommit(read);
  };
  return (
    <td>
      <input
        className="field"
        aria-label={name}
        aria-invalid={(draft !== undefined && draft.trim() !== '' && read === undefined) || undefined}
        inputMode="decimal"
        value={draft ?? String(tidyHertz(value))}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key !== 'Escape' || draft === undefined) return;
          event.stopPropagation();
          setDraft(undefined);
        }}
      />
    </td>
  );
}
