import { type ReactNode, useId } from 'react';

export interface TitledSectionProps {
  readonly className: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A region of the page that is called by its heading. */
export function TitledSection({ className, title, children }: TitledSectionProps) {
  const id = useId();
  return (
    <section className={className} aria-labelledby={id}>
      <h2 className="section-title" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
