import {
  AnimationMixer,
  Box3,
  DirectionalLight,
  GridHelper,
  HemisphereLight,
  type Material,
  Mesh,
  type Object3D,
  PerspectiveCamera,
  PMREMGenerator,
  Scene,
  Sphere,
  Spherical,
  Texture,
  Timer,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { RoomEnvironment } from 'three/examples/jsm/environments/RoomEnvironment.js';
import type { GLTF } from 'three/examples/jsm/loaders/GLTFLoader.js';

/** A model that is drawn on a canvas, and the ways to look at it. It is drawn when something changes, and not before. */
export interface ModelScene {
  /**
   * Settles once it has been drawn for the first time: until then, a canvas that is shown has the page wait for that. Rejects
   * where three stumbles over the model.
   */
  readonly drawn: Promise<void>;
  readonly resize: (width: number, height: number) => void;
  /** Radians about the model, to the right and up. */
  readonly orbit: (right: number, up: number) => void;
  /** By a factor: below 1, nearer. */
  readonly zoom: (factor: number) => void;
  readonly reset: () => void;
  readonly setWheelZooms: (zooms: boolean) => void;
  readonly setWireframe: (wireframe: boolean) => void;
  readonly setGround: (shown: boolean) => void;
  /** Plays the animation of a number from its beginning; null stands still. */
  readonly play: (animation: number | null) => void;
  readonly setPaused: (paused: boolean) => void;
  readonly dispose: () => void;
}

export type SceneTrouble = 'no-webgl' | 'empty';

const fieldOfView = 40;

/** Between two pictures of an animation where a processor draws them: ten a second. */
const slowFrameMs = 100;

/** Where a view begins: from the right and a little above, as in most modellers. */
const firstView = { right: Math.PI / 5, down: Math.PI / 2 - Math.PI / 9 } as const;

/** Draws a loaded model, or says why it can't be drawn. */
export function createModelScene(canvas: HTMLCanvasElement, gltf: GLTF): ModelScene | SceneTrouble {
  const sphere = new Box3().setFromObject(gltf.scene).getBoundingSphere(new Sphere());
  if (!(sphere.radius > 0) || !Number.isFinite(sphere.radius)) {
    return 'empty';
  }
  const context = canvas.getContext('webgl2', { alpha: true, antialias: true });
  if (context === null) {
    return 'no-webgl';
  }
  const renderer = new WebGLRenderer({ canvas, context });
  // To ask whether each shader is well blocks the page until it has been compiled.
  renderer.debug.checkShaderErrors = false;
  const isSlow = isSoftware(context);
  renderer.setPixelRatio(isSlow ? 1 : window.devicePixelRatio);

  const { radius, center } = sphere;
  const scene = new Scene();
  // What metals reflect. A processor alone takes half a minute for it.
  const environment = isSlow ? null : new PMREMGenerator(renderer).fromScene(new RoomEnvironment(), 0.04).texture;
  scene.environment = environment;
  scene.environmentIntensity = 0.55;
  const sky = new HemisphereLight(0xffffff, 0x8a8f98, isSlow ? 1.6 : 0.2);
  const sun = new DirectionalLight(0xffffff, isSlow ? 1.8 : 1.1);
  sun.position.copy(center).add(new Vector3(1, 2, 1.5).multiplyScalar(radius));
  sun.target.position.copy(center);
  const ground = new GridHelper(radius * 4, 20, 0x888888, 0x888888);
  ground.material.transparent = true;
  ground.material.opacity = 0.35;
  ground.position.set(center.x, new Box3().setFromObject(gltf.scene).min.y, center.z);
  scene.add(gltf.scene, sky, sun, sun.target, ground);

  const distance = (radius / Math.sin((fieldOfView * Math.PI) / 360)) * 1.05;
  const camera = new PerspectiveCamera(fieldOfView, 1, radius / 100, distance * 20);
  const controls = new OrbitControls(camera, canvas);
  controls.minDistance = radius / 10;
  controls.maxDistance = distance * 8;

  const mixer = new AnimationMixer(gltf.scene);
  const timer = new Timer();
  let frame = 0;
  let isAnimated = false;
  let isPaused = false;

  let isReady = false;
  let isDisposed = false;
  function draw(): void {
    if (isReady) {
      renderer.render(scene, camera);
    }
  }
  let lastTick = 0;
  function tick(now: number): void {
    frame = requestAnimationFrame(tick);
    // A processor that draws has other things to do.
    if (isSlow && now - lastTick < slowFrameMs) {
      return;
    }
    lastTick = now;
    timer.update(now);
    mixer.update(timer.getDelta());
    draw();
  }
  function follow(): void {
    cancelAnimationFrame(frame);
    if (isAnimated && !isPaused) {
      timer.reset();
      frame = requestAnimationFrame(tick);
    } else {
      draw();
    }
  }
  function place(spherical: Spherical): void {
    camera.position.setFromSpherical(spherical.makeSafe()).add(controls.target);
    camera.lookAt(controls.target);
    controls.update();
    draw();
  }
  function reset(): void {
    controls.target.copy(center);
    place(new Spherical(distance, firstView.down, firstView.right));
  }
  function around(): Spherical {
    return new Spherical().setFromVector3(camera.position.clone().sub(controls.target));
  }

  controls.addEventListener('change', draw);
  reset();
  /** In two steps, as programs and what is drawn with them take a while each, and what shows the picture waits for both. */
  const drawFirst = async (): Promise<void> => {
    renderer.compile(scene, camera);
    await untilDone(context);
    if (!isDisposed) {
      renderer.render(scene, camera);
      await untilDone(context);
    }
    isReady = !isDisposed;
    draw();
  };

  return {
    drawn: drawFirst(),
    resize: (width, height) => {
      camera.aspect = width / Math.max(1, height);
      camera.updateProjectionMatrix();
      renderer.setSize(width, height, false);
      draw();
    },
    orbit: (right, up) => {
      const at = around();
      at.theta += right;
      at.phi = Math.min(Math.PI - 0.05, Math.max(0.05, at.phi - up));
      place(at);
    },
    zoom: (factor) => {
      const at = around();
      at.radius = Math.min(controls.maxDistance, Math.max(controls.minDistance, at.radius * factor));
      place(at);
    },
    reset,
    setWheelZooms: (zooms) => {
      controls.enableZoom = zooms;
    },
    setWireframe: (wireframe) => {
      for (const material of materialsOf(gltf)) {
        if ('wireframe' in material) {
          material.wireframe = wireframe;
        }
      }
      draw();
    },
    setGround: (shown) => {
      ground.visible = shown;
      draw();
    },
    play: (animation) => {
      mixer.stopAllAction();
      const clip = animation === null ? undefined : gltf.animations[animation];
      isAnimated = clip !== undefined;
      if (clip !== undefined) {
        mixer.clipAction(clip).play();
      }
      follow();
    },
    setPaused: (paused) => {
      isPaused = paused;
      follow();
    },
    dispose: () => {
      isDisposed = true;
      isReady = false;
      cancelAnimationFrame(frame);
      controls.dispose();
      timer.dispose();
      environment?.dispose();
      for (const material of materialsOf(gltf)) {
        for (const value of Object.values(material)) {
          if (value instanceof Texture) {
            value.dispose();
          }
        }
        material.dispose();
      }
      gltf.scene.traverse((object) => {
        if (isMesh(object)) {
          object.geometry.dispose();
        }
      });
      ground.dispose();
      renderer.dispose();
      // A page has few contexts, and gives them back late.
      renderer.forceContextLoss();
    },
  };
}

/** Milliseconds between two looks at whether something has been done. */
const lookMs = 10;

/** Settles once all that was asked of a context has been done, or it is lost. Nothing waits for that meanwhile. */
async function untilDone(context: WebGL2RenderingContext): Promise<void> {
  const fence = context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (fence === null) {
    return;
  }
  context.flush();
  while (context.clientWaitSync(fence, 0, 0) === context.TIMEOUT_EXPIRED) {
    await new Promise((resolve) => {
      setTimeout(resolve, lookMs);
    });
  }
  context.deleteSync(fence);
}

/** Whether a processor draws, in the place of a graphics unit. */
function isSoftware(context: WebGL2RenderingContext): boolean {
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = info === null ? null : context.getParameter(info.UNMASKED_RENDERER_WEBGL);
  return typeof name === 'string' && /swiftshader|llvmpipe|software|basic render/i.test(name);
}

function isMesh(object: Object3D): object is Mesh {
  return object instanceof Mesh;
}

function materialsOf(gltf: GLTF): ReadonlySet<Material> {
  const found = new Set<Material>();
  gltf.scene.traverse((object) => {
    if (isMesh(object)) {
      const { material } = object;
      for (const each of Array.isArray(material) ? material : [material]) {
        found.add(each);
      }
    }
  });
  return found;
}
