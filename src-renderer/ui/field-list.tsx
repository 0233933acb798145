import { Fragment, type ReactElement, type ReactNode } from 'react';

/** One fact. */
export interface Field {
  readonly label: string;
  readonly value: ReactNode;
}

/** Facts as label and value, two columns. */
export function FieldList({ fields }: { readonly fields: readonly Field[] }): ReactElement {
  return (
    <dl className="copyable grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-1">
      {fields.map(({ label, value }) => (
        <Fragment key={label}>
          <dt className="text-fg-faint">{label}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
