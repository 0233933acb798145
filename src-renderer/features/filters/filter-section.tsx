import { type ReactElement, type ReactNode, useId } from 'react';

interface FilterSectionProps {
  readonly heading: string;
  readonly children: ReactNode;
}

/** Filters of one kind, under their heading. */
export function FilterSection({ heading, children }: FilterSectionProps): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className="pb-4">
      <h2 id={id} className="px-2 pb-1 text-caption font-medium text-fg-faint">
        {heading}
      </h2>
      {children}
    </section>
  );
}
