import type { ReactElement } from 'react';

/** The flame of the product, as in its icon. It is decoration: the name stands beside it. */
export function ProductMark({ className }: { readonly className?: string }): ReactElement {
  return (
    <svg viewBox="130 52 252 428" aria-hidden="true" className={className}>
      <path
        d="M268 62C282 126 372 160 372 250C372 322 322 366 256 366C190 366 140 322 140 252C140 206 164 176 186 152C190 184 200 200 216 206C208 150 224 96 268 62Z"
        fill="#5c95f4"
      />
      <path
        d="M258 222C268 252 306 266 306 304C306 334 284 350 256 350C228 350 206 334 206 306C206 270 250 262 258 222Z"
        fill="#dceaff"
      />
      <path
        d="M156 384H356C372 384 372 404 360 412C340 426 304 424 292 430C288 446 284 456 278 464C268 474 244 474 234 464C228 456 224 446 220 430C208 424 172 426 152 412C140 404 140 384 156 384Z"
        fill="#6aa6ff"
      />
    </svg>
  );
}
