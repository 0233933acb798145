import { type ReactElement, useLayoutEffect, useRef } from 'react';
import { typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import { t } from '../../app/translation.ts';

/**
 * Unseen, and as wide as the longest name of a type in the language that is spoken: the column of types has that width
 * (columns.ts). Rows are laid out apart from each other, so that none can ask the others. One for the window: the width is a
 * matter of the whole page, whose style is computed anew with it.
 */
export function TypeRuler(): ReactElement {
  const ruler = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = ruler.current;
    if (element === null) {
      return undefined;
    }
    const tell = (): void => {
      const { width } = element.getBoundingClientRect();
      if (width > 0) {
        document.documentElement.style.setProperty('--type-column', `${String(Math.ceil(width))}px`);
      }
    };
    // It tells of the first size, too, in the frame in which that is laid out; to ask would be to have it laid out for this.
    const resizes = new ResizeObserver(tell);
    resizes.observe(element);
    return () => {
      resizes.disconnect();
    };
  }, []);
  return (
    <span ref={ruler} aria-hidden="true" className="invisible absolute grid text-body">
      {typeFilters.map((type) => (
        <span key={type} className="col-start-1 row-start-1 w-max">
          {t(`studio.type.${type}`)}
        </span>
      ))}
    </span>
  );
}
