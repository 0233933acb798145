import clsx from 'clsx';
import { WrapText } from 'lucide-react';
import { memo, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { language, t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format.ts';
import { visibleText } from '../../ui/visible-text.ts';
import { PreviewFailure } from './preview-failure.tsx';
import type { PreviewProps } from './preview-props.ts';
import { readSource } from './read-source.ts';
import { decodeText, jsonTokens, linesOf, longestLine, type TextLook } from './text-lines.ts';

interface TextPreviewProps extends PreviewProps {
  readonly path: string;
}

/** What is read of a text file: its first megabyte. */
const mostBytes = 1_000_000;

type Read = readonly string[] | 'failed' | 'not-text' | null;

/** The beginning of a text file, to read: with line numbers, and in colours where it is JSON. */
export function TextPreview({ url, name, path, bytes, inspection, large }: TextPreviewProps): ReactElement {
  const [read, setRead] = useState<Read>(null);
  const [wrap, setWrap] = useState(false);
  const isCut = bytes > mostBytes;
  // A file that is gone by now is not asked for: the page's console would tell.
  const isThere = inspection?.kind === 'text';
  useEffect(() => {
    if (!isThere) {
      return undefined;
    }
    const given = new AbortController();
    readSource(url, given.signal, bytes === 0 ? undefined : mostBytes).then(
      (content) => {
        const text = decodeText(content, !isCut);
        setRead(text === null ? 'not-text' : linesOf(text));
      },
      () => {
        if (!given.signal.aborted) {
          setRead('failed');
        }
      },
    );
    return () => {
      given.abort();
    };
  }, [url, bytes, isCut, isThere]);

  if (read === 'failed' || read === 'not-text' || inspection?.kind === 'refused') {
    const hint =
      read === 'not-text'
        ? t('previews.text.notText')
        : t(`previews.refusal.${inspection?.kind === 'refused' ? inspection.code : 'unreadable'}`);
    return <PreviewFailure title={t('previews.text.failed')} hint={hint} />;
  }
  return (
    <div className={clsx('flex flex-col border-b border-line bg-app', large ? 'h-full' : 'h-64')}>
      <div className="flex h-8 shrink-0 items-center gap-2 border-b border-line pr-2 pl-3 text-small text-fg-dim">
        <span className="min-w-0 flex-1 truncate">
          {isCut
            ? t('previews.text.cut', {
                size: formatBytes(mostBytes, language),
                whole: formatBytes(bytes, language),
              })
            : read?.length === 0
              ? t('previews.text.empty')
              : formatBytes(bytes, language)}
        </span>
        <IconButton
          label={t('previews.text.wrap')}
          aria-pressed={wrap}
          onClick={() => {
            setWrap(!wrap);
          }}
          className={clsx('size-6', wrap && 'bg-selected text-fg')}
        >
          <WrapText size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
      {read === null ? null : (
        <TextLines lines={read} wrap={wrap} isJson={/\.json$/i.test(path)} label={t('previews.text.label', { name })} />
      )}
    </div>
  );
}

/** Lines that are drawn together, once they come near to what is seen. */
const chunkLength = 100;
const lineHeight = 18;

interface TextLinesProps {
  readonly lines: readonly string[];
  readonly wrap: boolean;
  readonly isJson: boolean;
  readonly label: string;
}

function TextLines({ lines, wrap, isJson, label }: TextLinesProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const chunks = useMemo(
    () =>
      Array.from({ length: Math.ceil(lines.length / chunkLength) }, (_, chunk) =>
        lines.slice(chunk * chunkLength, (chunk + 1) * chunkLength),
      ),
    [lines],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: what can be scrolled by keys is no fieldset
    <div
      ref={scroller}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
      tabIndex={0}
      aria-label={label}
      className="copyable min-h-0 flex-1 overflow-auto py-1 font-mono text-small [font-variant-ligatures:none] -outline-offset-2"
    >
      <div className={clsx(!wrap && 'w-max min-w-full')}>
        {chunks.map((chunk, at) => (
          <LineChunk
            key={`${String(at)} ${String(wrap)}`}
            lines={chunk}
            first={at * chunkLength + 1}
            digits={String(lines.length).length}
            wrap={wrap}
            isJson={isJson}
          />
        ))}
      </div>
    </div>
  );
}

interface LineChunkProps {
  readonly lines: readonly string[];
  readonly first: number;
  /** Of the last line's number. */
  readonly digits: number;
  readonly wrap: boolean;
  readonly isJson: boolean;
}

/** A hundred lines, as room alone until they come near. Once drawn they stay: to measure them again would move the text. */
const LineChunk = memo(function LineChunk({ lines, first, digits, wrap, isJson }: LineChunkProps): ReactElement {
  const [drawn, setDrawn] = useState(first === 1);
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = room.current;
    if (drawn || element === null) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          setDrawn(true);
        }
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [drawn]);
  if (!drawn) {
    return <div ref={room} style={{ height: lines.length * lineHeight }} />;
  }
  return (
    <div>
      {lines.map((line, at) => (
        <div key={first + at} className="flex leading-[18px]">
          <span
            aria-hidden="true"
            className="sticky left-0 shrink-0 bg-app pr-3 pl-3 text-right text-fg-faint tabular-nums select-none"
            style={{ minWidth: `calc(${String(digits)}ch + 24px)` }}
          >
            {first + at}
          </span>
          {/* Each line by its own direction, and none that reaches out of it. */}
          <span
            dir="auto"
            className={clsx(
              'min-h-[18px] flex-1 pr-3 text-left',
              wrap ? 'whitespace-pre-wrap wrap-anywhere' : 'whitespace-pre',
            )}
          >
            <LineText line={line} isJson={isJson} />
          </span>
        </div>
      ))}
    </div>
  );
});

const looks: Readonly<Record<TextLook, string>> = {
  plain: '',
  key: 'text-info',
  string: 'text-ok',
  number: 'text-busy',
  word: 'text-warn',
  sign: 'text-fg-dim',
};

function LineText({ line, isJson }: { readonly line: string; readonly isJson: boolean }): ReactElement {
  const shown = line.slice(0, longestLine);
  return (
    <>
      {isJson
        ? withPlaces(jsonTokens(shown)).map(({ text, look, place }) => (
            <span key={place} className={looks[look]}>
              {visibleInLine(text)}
            </span>
          ))
        : visibleInLine(shown)}
      {line.length > longestLine ? (
        <span className="text-fg-faint">{t('previews.text.lineCut', { count: line.length - longestLine })}</span>
      ) : null}
    </>
  );
}

function withPlaces<Token extends { readonly text: string }>(
  tokens: readonly Token[],
): readonly (Token & { readonly place: number })[] {
  let place = 0;
  return tokens.map((token) => {
    place += token.text.length;
    return { ...token, place };
  });
}

/** Hidden characters as escapes; a tab is what it is in a text. */
function visibleInLine(text: string): string {
  return text.split('\t').map(visibleText).join('\t');
}
