import { LoadingManager, Texture } from 'three';
import { type GLTF, GLTFLoader, type GLTFParser } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { resolveModelResource } from '../../../src-preload/contract/model-resource.ts';
import { readSource } from './read-source.ts';

/** A model to load, and the files that it may name. */
export interface ModelSource {
  readonly url: string;
  readonly path: string;
  /** Paths of the asset's sources, and where each of them is read from. */
  readonly listed: readonly string[];
  readonly urlOf: (path: string) => string;
}

/** What a model has that can't be drawn here. `refused`: it needs a file that is not read; `empty`: it has no scene. */
export type ModelTrouble =
  | { readonly kind: 'unsupported'; readonly extension: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'damaged' };

export type LoadedModel =
  | {
      readonly kind: 'loaded';
      readonly gltf: GLTF;
      /** Whether pictures of it are left out. */
      readonly isPartial: boolean;
    }
  | ModelTrouble;

/** Ways to pack a model that need a decoder of their own. */
const withDecoder = [
  'KHR_draco_mesh_compression',
  'EXT_meshopt_compression',
  'KHR_meshopt_compression',
  'KHR_texture_basisu',
];

/** The parts of a model's JSON that are looked at here; three has checked none of it. */
interface ModelJson {
  readonly buffers?: readonly { readonly uri?: unknown }[];
  readonly images?: readonly { readonly uri?: unknown; readonly bufferView?: unknown; readonly mimeType?: unknown }[];
  readonly extensionsRequired?: unknown;
}

class ResourceRefused extends Error {}

/**
 * Loads a glTF model. three asks for no address: the files that the model names are read here, where they are sources of
 * the same asset, or stand in the name itself. Rejects only where the signal is aborted.
 */
export async function loadModel(source: ModelSource, signal: AbortSignal): Promise<LoadedModel> {
  const state = { isPartial: false };
  const required: string[] = [];
  try {
    const manager = new LoadingManager();
    manager.setURLModifier((url) => {
      throw new ResourceRefused(url);
    });
    const loader = new GLTFLoader(manager);
    loader.register((parser) => {
      required.push(...requiredExtensions(parser.json as ModelJson));
      readFilesOurselves(parser, source, signal, state);
      return { name: 'PROMETEU_listed_files' };
    });
    const gltf = await loader.parseAsync(await readSource(source.url, signal), '');
    signal.throwIfAborted();
    // Whatever three's types say, a model without scenes has none.
    if (!gltf.scenes.includes(gltf.scene)) {
      return { kind: 'empty' };
    }
    return { kind: 'loaded', gltf, isPartial: state.isPartial };
  } catch (error) {
    signal.throwIfAborted();
    const extension = required.find((each) => withDecoder.includes(each));
    return extension !== undefined
      ? { kind: 'unsupported', extension }
      : { kind: error instanceof ResourceRefused ? 'refused' : 'damaged' };
  }
}

function requiredExtensions({ extensionsRequired }: ModelJson): readonly string[] {
  return Array.isArray(extensionsRequired) ? extensionsRequired.filter((each) => typeof each === 'string') : [];
}

/**
 * In the place of what three does with addresses. It would also make addresses of pictures that lie in the model, which
 * the page's own rules don't allow.
 */
function readFilesOurselves(
  parser: GLTFParser,
  source: ModelSource,
  signal: AbortSignal,
  state: { isPartial: boolean },
): void {
  const json = parser.json as ModelJson;
  const loadOwnBuffer = parser.loadBuffer.bind(parser);
  const pictures = new Map<number, Promise<ImageBitmap>>();

  parser.loadBuffer = async (index) => {
    const uri = json.buffers?.[index]?.uri;
    return typeof uri === 'string' ? readResource(uri, source, signal) : loadOwnBuffer(index);
  };
  parser.loadImageSource = async (index) => {
    try {
      const picture = pictures.get(index) ?? readPicture(index);
      pictures.set(index, picture);
      const texture = new Texture(await picture);
      texture.needsUpdate = true;
      return texture;
    } catch (error) {
      // three goes on without the texture.
      state.isPartial = true;
      throw error;
    }
  };

  async function readPicture(index: number): Promise<ImageBitmap> {
    const { uri, bufferView, mimeType } = json.images?.[index] ?? {};
    const bytes: unknown =
      typeof uri === 'string'
        ? await readResource(uri, source, signal)
        : await parser.getDependency('bufferView', Number(bufferView));
    const blob = new Blob([bytes as ArrayBuffer], { type: typeof mimeType === 'string' ? mimeType : '' });
    // As three's own loader has it.
    return createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  }
}

async function readResource(uri: string, source: ModelSource, signal: AbortSignal): Promise<ArrayBuffer> {
  const resource = resolveModelResource(source.path, uri, source.listed);
  switch (resource.kind) {
    case 'listed':
      return readSource(source.urlOf(resource.path), signal);
    case 'data':
      return bytesOfData(uri);
    case 'refused':
      throw new ResourceRefused(uri);
  }
}

/** The bytes that stand in a `data:` name (RFC 2397). */
function bytesOfData(uri: string): ArrayBuffer {
  const comma = uri.indexOf(',');
  const body = uri.slice(comma + 1);
  const text = /;base64$/i.test(uri.slice(0, comma)) ? atob(body) : decodeURIComponent(body);
  return Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer;
}
