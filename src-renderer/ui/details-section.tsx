import { type ReactElement, type ReactNode, useId } from 'react';

interface DetailsSectionProps {
  readonly title: string;
  /** Stands at the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the details with its heading. */
export function DetailsSection({ title, aside, children }: DetailsSectionProps): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line px-4 pt-3 pb-4">
      <div className="mb-1 flex h-6 items-center justify-between">
        <h3 id={id} className="text-small font-semibold">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
