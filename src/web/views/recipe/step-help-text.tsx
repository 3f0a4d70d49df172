import { Heading } from 'react-aria-components';
import { formatReference } from '../../../core/modules/bibliography.ts';
import type { ModuleDescriptor } from '../../../core/modules/module.ts';
import { readFields } from '../../forms/read-fields.ts';
import { strings } from '../../strings.ts';

/** What a module does, its parameters, and what to cite: from its descriptor. */
export function StepHelpText({ descriptor }: { readonly descriptor: ModuleDescriptor }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="step-help selectable" tabIndex={0}>
      <Heading slot="title">{descriptor.label}</Heading>
      <p>{descriptor.help}</p>
      <dl>
        {readFields(descriptor).map(({ key, label, help, unit, reference }) => (
          <div key={key}>
            <dt>
              {label} {unit === undefined ? null : <span className="quiet">{unit}</span>}
            </dt>
            <dd>{help}</dd>
            {reference === undefined ? null : <dd className="quiet">{reference}</dd>}
          </div>
        ))}
      </dl>
      {descriptor.references.length === 0 ? null : (
        <>
          <h3 className="section-title">{strings.step.references}</h3>
          <ul className="references">
            {descriptor.references.map((reference) => (
              <li key={reference}>{formatReference(reference)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
