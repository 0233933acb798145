import clsx from 'clsx';
import { Box, Grid3x3, Pause, Play, RotateCcw } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { GLTF } from 'three/examples/jsm/loaders/GLTFLoader.js';
import type { SourceInspection } from '../../../src-preload/contract/domain/source-inspection.ts';
import { language, t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format.ts';
import { prefersReducedMotion } from '../../ui/reduced-motion.ts';
import { Select } from '../../ui/select.tsx';
import { useElementSize } from '../../ui/use-element-size.ts';
import { visibleText } from '../../ui/visible-text.ts';
import { GroundChoice } from './ground-choice.tsx';
import { loadModel, type ModelTrouble } from './load-model.ts';
import { createModelScene, type ModelScene } from './model-scene.ts';
import { PreviewFailure } from './preview-failure.tsx';
import { groundClasses, usePreviewGround } from './preview-ground.ts';
import type { PreviewProps } from './preview-props.ts';

interface ModelPreviewProps extends PreviewProps {
  readonly path: string;
  /** The sources that it may name, and where each is read from. */
  readonly listed: readonly string[];
  readonly urlOf: (path: string) => string;
}

/** What is drawn at most: what a graphics unit of ten years ago draws at once, and a browser holds in memory. */
const most = { triangles: 2_000_000, bytes: 64 * 1024 * 1024 } as const;

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Radians that an arrow key turns a model by. */
const turn = Math.PI / 16;

type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown'; readonly animations: readonly string[]; readonly isPartial: boolean }
  | { readonly kind: 'failed'; readonly hint: string };

/** A model to look at from all sides. Loads nothing that its own inspection speaks against. */
export function ModelPreview(props: ModelPreviewProps): ReactElement {
  const { url, name, bytes, inspection, large } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<ModelScene | null>(null);
  const [measure, room] = useElementSize();
  const [shown, setShown] = useState<Shown>({ kind: 'loading' });
  const [wireframe, setWireframe] = useState(false);
  const [hasGround, setHasGround] = useState(true);
  const [animation, setAnimation] = useState<number | null>(null);
  const [paused, setPaused] = useState(false);
  const { ground } = usePreviewGround();
  const refusal = refusalOf(inspection, bytes);
  const mayLoad = inspection !== undefined && refusal === null;

  const load = useEffectEvent((signal: AbortSignal) => loadModel(props, signal));
  const begin = useEffectEvent((made: ModelScene, animations: number) => {
    scene.current = made;
    made.setWheelZooms(large);
    if (room !== null) {
      made.resize(room.width, room.height);
    }
    if (animations > 0 && !prefersReducedMotion()) {
      setAnimation(0);
    }
  });
  useEffect(() => {
    if (!mayLoad) {
      return undefined;
    }
    const given = new AbortController();
    const show = async (): Promise<Shown | null> => {
      const loaded = await load(given.signal);
      given.signal.throwIfAborted();
      if (canvas.current === null) {
        return null;
      }
      if (loaded.kind !== 'loaded') {
        return { kind: 'failed', hint: troubleText(loaded) };
      }
      const { animations } = loaded.gltf;
      const made = sceneOf(canvas.current, loaded.gltf);
      if ('kind' in made) {
        return { kind: 'failed', hint: troubleText(made) };
      }
      begin(made, animations.length);
      await made.drawn;
      return { kind: 'shown', animations: animations.map((clip) => clip.name), isPartial: loaded.isPartial };
    };
    show().then(
      (next) => {
        if (next !== null && !given.signal.aborted) {
          setShown(next);
        }
      },
      () => {
        // three takes a model at its word, and stumbles over it when it is drawn; or it was given up.
        if (!given.signal.aborted) {
          scene.current?.dispose();
          scene.current = null;
          setShown({ kind: 'failed', hint: troubleText({ kind: 'damaged' }) });
        }
      },
    );
    return () => {
      given.abort();
      scene.current?.dispose();
      scene.current = null;
    };
  }, [url, mayLoad]);

  useEffect(() => {
    if (room !== null) {
      scene.current?.resize(room.width, room.height);
    }
  }, [room]);
  useEffect(() => {
    scene.current?.play(animation);
  }, [animation]);

  const hint = refusal ?? (shown.kind === 'failed' ? shown.hint : null);
  if (hint !== null) {
    return <PreviewFailure title={t('previews.model.failed')} hint={hint} />;
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keyed[event.key];
    if (act !== undefined) {
      event.preventDefault();
      // A preview over the list would go on by arrows.
      event.stopPropagation();
      act();
    }
  };
  const zoomIn = (): void => {
    scene.current?.zoom(0.8);
  };
  const keyed: Readonly<Partial<Record<string, () => void>>> = {
    ArrowLeft: () => {
      scene.current?.orbit(-turn, 0);
    },
    ArrowRight: () => {
      scene.current?.orbit(turn, 0);
    },
    ArrowUp: () => {
      scene.current?.orbit(0, turn);
    },
    ArrowDown: () => {
      scene.current?.orbit(0, -turn);
    },
    '+': zoomIn,
    '=': zoomIn,
    '-': () => {
      scene.current?.zoom(1.25);
    },
    '0': () => {
      scene.current?.reset();
    },
  };
  const animations = shown.kind === 'shown' ? shown.animations : [];

  return (
    <figure className={clsx('border-b border-line bg-app pt-3', large && 'flex h-full flex-col')}>
      {/* biome-ignore lint/a11y/useSemanticElements: what is turned by keys is no fieldset */}
      <div
        ref={measure}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is turned and zoomed by keys
        tabIndex={0}
        aria-label={t('previews.model.label', { name })}
        aria-busy={shown.kind === 'loading'}
        title={t('previews.model.hint')}
        onKeyDown={onKeyDown}
        onFocus={() => {
          scene.current?.setWheelZooms(true);
        }}
        onBlur={() => {
          scene.current?.setWheelZooms(large);
        }}
        className={clsx(
          'relative mx-3 overflow-hidden rounded-control -outline-offset-2',
          groundClasses[ground],
          large ? 'min-h-0 flex-1' : 'h-60',
        )}
      >
        <canvas
          ref={canvas}
          onPointerDown={({ currentTarget }) => {
            currentTarget.parentElement?.focus();
          }}
          className={clsx('absolute inset-0 size-full cursor-grab', shown.kind === 'loading' && 'hidden')}
        />
      </div>
      <div className="flex min-h-9 flex-wrap items-center gap-0.5 px-2">
        <IconButton
          label={t('previews.model.reset')}
          onClick={() => {
            scene.current?.reset();
          }}
        >
          <RotateCcw {...icon} />
        </IconButton>
        <IconButton
          label={t('previews.model.wireframe')}
          aria-pressed={wireframe}
          onClick={() => {
            setWireframe(!wireframe);
            scene.current?.setWireframe(!wireframe);
          }}
          className={clsx(wireframe && 'bg-selected text-fg')}
        >
          <Box {...icon} />
        </IconButton>
        <IconButton
          label={t('previews.model.ground')}
          aria-pressed={hasGround}
          onClick={() => {
            setHasGround(!hasGround);
            scene.current?.setGround(!hasGround);
          }}
          className={clsx(hasGround && 'bg-selected text-fg')}
        >
          <Grid3x3 {...icon} />
        </IconButton>
        <span className="flex-1" />
        <GroundChoice />
      </div>
      {animations.length === 0 ? null : (
        <div className="flex min-h-9 flex-wrap items-center gap-1 px-2">
          <IconButton
            label={paused ? t('previews.model.play') : t('previews.model.pause')}
            unavailable={animation === null ? t('previews.model.noAnimation') : undefined}
            onClick={() => {
              setPaused(!paused);
              scene.current?.setPaused(!paused);
            }}
          >
            {paused ? <Play {...icon} /> : <Pause {...icon} />}
          </IconButton>
          <Select
            look="tool"
            aria-label={t('previews.model.animation')}
            value={animation === null ? '' : String(animation)}
            onChoose={(value) => {
              setAnimation(value === '' ? null : Number(value));
            }}
            className="flex-1"
          >
            <option value="">{t('previews.model.noAnimation')}</option>
            {animations.map((each, nth) => (
              <option key={nth} value={nth}>
                {each === '' ? t('previews.model.unnamed', { number: nth + 1 }) : visibleText(each)}
              </option>
            ))}
          </Select>
        </div>
      )}
      {shown.kind === 'shown' && shown.isPartial ? (
        <p className="px-3 pb-2 text-small text-warn">{t('previews.model.missingParts')}</p>
      ) : null}
    </figure>
  );
}

type Trouble = ModelTrouble | { readonly kind: 'no-webgl' };

function sceneOf(canvas: HTMLCanvasElement, gltf: GLTF): ModelScene | Trouble {
  try {
    const made = createModelScene(canvas, gltf);
    return typeof made === 'string' ? { kind: made } : made;
  } catch {
    // three takes a model at its word, and stumbles later.
    return { kind: 'damaged' };
  }
}

function troubleText(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'unsupported':
      return t('previews.model.unsupported', { extension: trouble.extension });
    case 'refused':
      return t('previews.model.refused');
    case 'damaged':
      return t('previews.refusal.not-decodable');
    case 'empty':
      return t('previews.model.empty');
    case 'no-webgl':
      return t('previews.model.noWebGl');
  }
}

/** Why a model is not even loaded, in words; null where nothing speaks against it. */
function refusalOf(inspection: SourceInspection | undefined, bytes: number): string | null {
  if (inspection?.kind === 'refused') {
    return t(`previews.refusal.${inspection.code}`);
  }
  if (
    bytes > most.bytes ||
    (inspection?.kind === 'model' && (inspection.triangles > most.triangles || inspection.hugePicture))
  ) {
    return t('previews.model.tooLarge', {
      triangles: most.triangles,
      size: formatBytes(most.bytes, language),
    });
  }
  return null;
}
