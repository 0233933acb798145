// @ts-check
import { Document, NodeIO } from '@gltf-transform/core';
import { ramps } from './palette.mjs';
import { random } from './random.mjs';

/** @typedef {[number, number, number]} Point */

/** Triangles with one colour each, in metres, y upwards. Corners are not shared: every face is flat. */
class Mesh {
  constructor() {
    /** @type {number[]} */
    this.positions = [];
    /** @type {number[]} */
    this.normals = [];
    /** @type {number[]} */
    this.colors = [];
  }

  /**
   * @param {Point} a
   * @param {Point} b counter-clockwise seen from outside
   * @param {Point} c
   * @param {string} color
   */
  triangle(a, b, c, color) {
    const ab = b.map((value, axis) => value - a[axis]);
    const ac = c.map((value, axis) => value - a[axis]);
    const normal = [ab[1] * ac[2] - ab[2] * ac[1], ab[2] * ac[0] - ab[0] * ac[2], ab[0] * ac[1] - ab[1] * ac[0]];
    const length = Math.hypot(...normal);
    if (length < 1e-9) {
      return;
    }
    const value = Number.parseInt(color.slice(1), 16);
    const linear = [value >> 16, (value >> 8) & 255, value & 255].map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    for (const corner of [a, b, c]) {
      this.positions.push(...corner);
      this.normals.push(...normal.map((part) => part / length));
      this.colors.push(...linear);
    }
  }

  /**
   * A body of rings around the y axis, closed where a radius is 0.
   *
   * @param {readonly { y: number, radius: number }[]} rings from the bottom up
   * @param {{ sides: number, color: (ring: number, side: number) => string, jitter?: number, seed?: string, center?: [number, number] }} options
   */
  lathe(rings, { sides, color, jitter = 0, seed = 'lathe', center = [0, 0] }) {
    const source = random(seed);
    const corners = rings.map(({ y, radius }, index) =>
      Array.from({ length: sides }, (_, side) => {
        const angle = ((side + (index % 2) * 0.5) / sides) * Math.PI * 2;
        const reach = radius * (1 + source.between(-jitter, jitter));
        const lift = radius === 0 ? 0 : source.between(-jitter, jitter) * 0.4;
        return /** @type {Point} */ ([
          center[0] + Math.cos(angle) * reach,
          y + lift,
          center[1] - Math.sin(angle) * reach,
        ]);
      }),
    );
    for (let ring = 0; ring + 1 < rings.length; ring += 1) {
      for (let side = 0; side < sides; side += 1) {
        const next = (side + 1) % sides;
        const lower = corners[ring];
        const upper = corners[ring + 1];
        if (ring % 2 === 0) {
          this.triangle(lower[side], lower[next], upper[side], color(ring, side));
          this.triangle(lower[next], upper[next], upper[side], color(ring, side));
        } else {
          this.triangle(lower[side], lower[next], upper[next], color(ring, side));
          this.triangle(lower[side], upper[next], upper[side], color(ring, side));
        }
      }
    }
  }

  /**
   * A flat round patch.
   *
   * @param {Point} center
   * @param {{ angle: number, tilt: number }} facing round the y axis, and up from the ground
   * @param {number} radius
   * @param {string} color
   */
  disc([x, y, z], { angle, tilt }, radius, color) {
    const corner = (/** @type {number} */ index) => {
      const turn = (index / 7) * Math.PI * 2;
      const side = -Math.cos(turn) * radius;
      const up = Math.sin(turn) * radius;
      const back = -up * Math.sin(tilt);
      return /** @type {Point} */ ([
        x + back * Math.cos(angle) + side * Math.sin(angle),
        y + up * Math.cos(tilt),
        z - back * Math.sin(angle) + side * Math.cos(angle),
      ]);
    };
    for (let index = 0; index < 7; index += 1) {
      this.triangle([x, y, z], corner(index), corner(index + 1), color);
    }
  }

  /**
   * @param {string} name
   * @returns {Document}
   */
  toDocument(name) {
    const document = new Document();
    const buffer = document.createBuffer(name).setURI(`${name}.bin`);
    const accessor = (/** @type {number[]} */ values) =>
      document.createAccessor().setType('VEC3').setArray(new Float32Array(values)).setBuffer(buffer);
    const material = document.createMaterial('painted').setRoughnessFactor(0.9).setMetallicFactor(0);
    const primitive = document
      .createPrimitive()
      .setAttribute('POSITION', accessor(this.positions))
      .setAttribute('NORMAL', accessor(this.normals))
      .setAttribute('COLOR_0', accessor(this.colors))
      .setMaterial(material);
    const node = document.createNode(name).setMesh(document.createMesh(name).addPrimitive(primitive));
    const scene = document.createScene(name).addChild(node);
    document.getRoot().setDefaultScene(scene);
    return document;
  }
}

function tree() {
  const mesh = new Mesh();
  const source = random('tree paint');
  mesh.lathe(
    [
      { y: 0, radius: 0.34 },
      { y: 0.25, radius: 0.2 },
      { y: 1.3, radius: 0.15 },
    ],
    { sides: 7, jitter: 0.08, seed: 'tree trunk', color: () => source.pick(ramps.bark.slice(1, 4)) },
  );
  const crown = (/** @type {number} */ bottom, /** @type {number} */ radius, /** @type {number} */ step) =>
    mesh.lathe(
      [
        { y: bottom + radius * 0.12, radius: 0 },
        { y: bottom, radius },
        { y: bottom + radius * 0.55, radius: radius * 0.74 },
        { y: bottom + radius * 1.15, radius: 0 },
      ],
      {
        sides: 9,
        jitter: 0.1,
        seed: `tree crown ${step}`,
        color: (ring) => ramps.leaf[Math.min(5, Math.max(0, step + ring - 1 + source.integer(0, 1)))],
      },
    );
  crown(0.95, 1.05, 1);
  crown(1.65, 0.86, 2);
  crown(2.3, 0.6, 3);
  return mesh.toDocument('tree');
}

function mushroom() {
  const mesh = new Mesh();
  const source = random('mushroom paint');
  mesh.lathe(
    [
      { y: 0, radius: 0.13 },
      { y: 0.08, radius: 0.15 },
      { y: 0.3, radius: 0.09 },
      { y: 0.44, radius: 0.085 },
    ],
    {
      sides: 10,
      jitter: 0.03,
      seed: 'mushroom stem',
      color: (ring) => ramps.cream[ring === 2 ? 3 : source.integer(2, 3)],
    },
  );
  const cap = [
    { y: 0.42, radius: 0 },
    { y: 0.36, radius: 0.36 },
    { y: 0.43, radius: 0.38 },
    { y: 0.54, radius: 0.3 },
    { y: 0.62, radius: 0.17 },
    { y: 0.65, radius: 0 },
  ];
  mesh.lathe(cap, {
    sides: 14,
    seed: 'mushroom cap',
    color: (ring, side) => {
      if (ring === 0) {
        return ramps.cream[side % 2 === 0 ? 1 : 2];
      }
      return ramps.poppy[ring === 1 ? 1 : source.next() < 0.2 ? 3 : 2];
    },
  });
  for (const [turn, reach, y, tilt, radius] of [
    [0.1, 0.355, 0.49, 0.6, 0.05],
    [0.3, 0.25, 0.59, 0.95, 0.042],
    [0.46, 0.36, 0.485, 0.6, 0.045],
    [0.62, 0.24, 0.595, 0.95, 0.05],
    [0.8, 0.35, 0.495, 0.65, 0.052],
    [0.94, 0.22, 0.605, 1, 0.045],
    [0.7, 0.07, 0.655, 1.4, 0.04],
  ]) {
    const angle = turn * Math.PI * 2;
    mesh.disc([Math.cos(angle) * reach, y, -Math.sin(angle) * reach], { angle, tilt }, radius, ramps.cream[4]);
  }
  return mesh.toDocument('mushroom');
}

function rock() {
  const mesh = new Mesh();
  const source = random('rock paint');
  mesh.lathe(
    [
      { y: 0, radius: 0.55 },
      { y: 0.28, radius: 0.62 },
      { y: 0.55, radius: 0.4 },
      { y: 0.66, radius: 0 },
    ],
    {
      sides: 8,
      jitter: 0.14,
      seed: 'rock',
      color: (ring) =>
        ring === 2 && source.next() < 0.5
          ? ramps.grass[source.integer(1, 3)]
          : ramps.stone[Math.min(4, 1 + ring + source.integer(0, 1))],
    },
  );
  return mesh.toDocument('rock');
}

/** @returns {Promise<import('./asset.mjs').Asset[]>} */
export async function models() {
  const io = new NodeIO();
  const written = await io.writeJSON(tree());
  return [
    {
      root: 'models/low-poly-tree',
      name: 'Low-poly tree',
      type: 'model',
      description: 'Stands at the origin, 3 metres tall. Colours are in the vertices; no texture.',
      tags: ['3d', 'tree', 'diorama'],
      files: {
        'tree.gltf': `${JSON.stringify(written.json, null, 2)}\n`,
        ...written.resources,
      },
      registered: true,
    },
    {
      root: 'models/low-poly-mushroom',
      name: 'Low-poly mushroom',
      type: 'model',
      tags: ['3d', 'mushroom', 'diorama'],
      files: { 'mushroom.glb': await io.writeBinary(mushroom()) },
      registered: true,
    },
    {
      root: 'models/low-poly-rock',
      name: 'Low-poly rock',
      type: 'model',
      tags: ['3d', 'rock', 'diorama'],
      files: { 'rock.glb': await io.writeBinary(rock()) },
      registered: false,
    },
  ];
}
