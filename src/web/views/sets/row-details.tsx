import type { ReactNode } from 'react';
import { kilohertz } from '../../components/format.ts';
import { TitledSection } from '../../components/titled-section.tsx';
import type { PlannedRow } from '../../services/set-client.ts';
import { isFactsColumn } from '../../state/set-rows.ts';
import { setRowStrings as t } from '../../strings-set-rows.ts';
import { setStrings } from '../../strings-sets.ts';
import { CellText } from './row-cells.tsx';
import type { ColumnSpec } from './row-columns.ts';
import { useSets } from './use-sets.ts';

export interface RowDetailsProps {
  readonly row: PlannedRow;
  /** Those of the table. */
  readonly columns: readonly ColumnSpec[];
}

/** All that is known of the row that keys are at: also what the table has no room for, and its recipe. */
export function RowDetails({ row, columns }: RowDetailsProps) {
  const known = useSets((state) => state.rows.get(row.signature));
  const facts = known?.kind === 'done' ? known.facts : undefined;
  const told = columns.filter(({ id }) => id.startsWith('factor ') || id === 'state' || (facts && isFactsColumn(id)));
  return (
    <TitledSection className="row-details" title={t.detailsOf(row.index + 1, row.name)}>
      <dl className="row-facts">
        {told.map(({ id, title }) => (
          <Fact key={id} name={title}>
            <CellText column={id} row={row} now={known} />
          </Fact>
        ))}
        {facts ? <Fact name={t.format}>{t.formatOf(kilohertz(facts.sampleRate), facts.channels)}</Fact> : null}
        {facts && facts.notes.length > 0 ? (
          <Fact name={t.notes} isWide>
            {facts.notes.join('; ')}
          </Fact>
        ) : null}
        {known?.kind === 'failed' ? (
          <Fact name={t.notes} isWide>
            <span className="row-error">{known.message}</span>
          </Fact>
        ) : null}
        <Fact name={setStrings.columns.signature} isWide>
          <span className="row-signature">{row.signature}</span>
        </Fact>
      </dl>
      <h3 className="section-title">{t.recipe}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too */}
      <pre className="row-recipe" tabIndex={0}>
        {row.query}
      </pre>
    </TitledSection>
  );
}

function Fact({
  name,
  isWide = false,
  children,
}: {
  readonly name: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={isWide ? 'wide' : ''}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
