import clsx from 'clsx';
import { Pause, Play, Repeat } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { language, t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { formatBytes, formatClock, formatDuration } from '../../ui/format.ts';
import { prefersReducedMotion } from '../../ui/reduced-motion.ts';
import { PreviewFailure } from './preview-failure.tsx';
import type { PreviewProps } from './preview-props.ts';
import { longestDecoded, useWaveform, type Waveform } from './use-waveform.ts';
import { waveformPath } from './waveform-peaks.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Steps from one end of a sound to the other by arrow keys. */
const steps = 40;

/** A sound with its waveform: played, paused, moved through and repeated, by the mouse and by keys. */
export function SoundPreview({ url, name, bytes, inspection, large }: PreviewProps): ReactElement {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [loop, setLoop] = useState(false);
  const [time, setTime] = useState(0);
  const [length, setLength] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const sound = inspection === undefined ? undefined : inspection.kind === 'sound' ? inspection : null;
  const waveform = useWaveform(url, bytes, sound);
  const decoded = typeof waveform === 'string' ? null : waveform;
  const duration = length ?? sound?.seconds ?? decoded?.seconds ?? 0;

  useEffect(() => {
    const element = audio.current;
    return () => {
      // One that leaves the page would go on being heard.
      element?.pause();
    };
  }, []);

  // The player tells the time four times a second, which looks like a stutter.
  useEffect(() => {
    if (!playing || prefersReducedMotion()) {
      return undefined;
    }
    let frame = 0;
    const follow = (): void => {
      setTime(audio.current?.currentTime ?? 0);
      frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [playing]);

  if (failed) {
    return (
      <PreviewFailure
        title={t('previews.sound.failed')}
        hint={
          inspection?.kind === 'refused' ? t(`previews.refusal.${inspection.code}`) : t('studio.preview.failedHint')
        }
      />
    );
  }

  const toggle = (): void => {
    const element = audio.current;
    if (element?.paused === true) {
      // It ends in the error that the element tells, too.
      element.play().catch(() => undefined);
    } else {
      element?.pause();
    }
  };
  const seek = (to: number): void => {
    const place = Math.min(duration, Math.max(0, to));
    if (audio.current !== null && Number.isFinite(place)) {
      audio.current.currentTime = place;
    }
    setTime(place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = keyed[event.key];
    if (act !== undefined) {
      event.preventDefault();
      // A preview over the list would be closed by Space, and go on by arrows.
      event.stopPropagation();
      act();
    }
  };
  const keyed: Readonly<Partial<Record<string, () => void>>> = {
    ' ': toggle,
    ArrowLeft: () => {
      seek(time - duration / steps);
    },
    ArrowDown: () => {
      seek(time - duration / steps);
    },
    ArrowRight: () => {
      seek(time + duration / steps);
    },
    ArrowUp: () => {
      seek(time + duration / steps);
    },
    Home: () => {
      seek(0);
    },
    End: () => {
      seek(duration);
    },
  };
  const seekTo = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    seek(((event.clientX - left) / width) * duration);
  };
  // By whole seconds, a short sound would be at 0:00 of 0:00 from its beginning to its end.
  const told = (seconds: number): string => (duration < 10 ? formatDuration(seconds, language) : formatClock(seconds));
  const times = { time: told(time), duration: told(duration) };

  return (
    <figure className={clsx('flex flex-col border-b border-line bg-app px-3 pt-3 pb-1', large && 'h-full')}>
      {/* biome-ignore lint/a11y/useMediaCaption: a game's sounds have no captions */}
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        loop={loop}
        aria-label={t('previews.sound.label', { name })}
        onLoadedMetadata={({ currentTarget }) => {
          setLength(lengthOf(currentTarget));
        }}
        onDurationChange={({ currentTarget }) => {
          setLength(lengthOf(currentTarget));
        }}
        onTimeUpdate={({ currentTarget }) => {
          setTime(currentTarget.currentTime);
        }}
        onPlay={() => {
          setPlaying(true);
        }}
        onPause={() => {
          setPlaying(false);
        }}
        onEnded={() => {
          setPlaying(false);
        }}
        onError={() => {
          setFailed(true);
        }}
      />
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('previews.sound.position', { name })}
        aria-valuemin={0}
        aria-valuemax={duration}
        aria-valuenow={time}
        aria-valuetext={t('previews.sound.time', times)}
        title={t('previews.sound.hint')}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seekTo(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) {
            seekTo(event);
          }
        }}
        className={clsx(
          'relative cursor-pointer overflow-hidden rounded-control bg-panel -outline-offset-2',
          large ? 'min-h-20 flex-1' : 'h-20',
        )}
      >
        <div className="absolute inset-0 text-fg-faint">
          <WaveformBars waveform={waveform} />
        </div>
        <div className="absolute inset-y-0 left-0 w-px bg-accent" style={{ left: partOf(time, duration) }} />
        <div
          className="absolute inset-0 overflow-hidden text-accent"
          style={{ clipPath: `inset(0 calc(100% - ${partOf(time, duration)}) 0 0)` }}
        >
          <WaveformBars waveform={waveform} />
        </div>
      </div>
      <div className="flex h-9 items-center gap-1">
        <IconButton label={playing ? t('previews.sound.pause') : t('previews.sound.play')} onClick={toggle}>
          {playing ? <Pause {...icon} /> : <Play {...icon} />}
        </IconButton>
        <IconButton
          label={t('previews.sound.loop')}
          aria-pressed={loop}
          onClick={() => {
            setLoop(!loop);
          }}
          className={clsx(loop && 'bg-selected text-fg')}
        >
          <Repeat {...icon} />
        </IconButton>
        <span className="flex-1" />
        <span className="text-small text-fg-dim tabular-nums">{t('previews.sound.time', times)}</span>
      </div>
      {sound?.truncated === true ? (
        <p className="pb-2 text-small text-warn">{t('previews.sound.truncated')}</p>
      ) : waveform === 'too-long' ? (
        <p className="pb-2 text-small text-fg-dim">
          {t('previews.sound.noWaveform', {
            minutes: longestDecoded.minutes,
            size: formatBytes(longestDecoded.bytes, language),
          })}
        </p>
      ) : null}
    </figure>
  );
}

/** Null where the player does not know: of a file that is cut off it says nothing, or that it has no end. */
function lengthOf({ duration }: HTMLAudioElement): number | null {
  return Number.isFinite(duration) && duration > 0 ? duration : null;
}

function partOf(time: number, duration: number): string {
  return `${String(duration === 0 ? 0 : Math.min(100, (time / duration) * 100))}%`;
}

/** The waveform in the colour of its text, or a line through the middle where there is none. */
function WaveformBars({ waveform }: { readonly waveform: Waveform }): ReactElement {
  const peaks = typeof waveform === 'string' ? [] : waveform.peaks;
  return (
    <svg
      viewBox={`0 0 ${String(Math.max(1, peaks.length))} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="absolute inset-0 size-full fill-current"
    >
      {peaks.length === 0 ? <path d="M0 49.5h1v1h-1z" /> : <path d={waveformPath(peaks)} />}
    </svg>
  );
}
