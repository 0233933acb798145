/** The part of pngjs that the generator uses; the package ships no types. */
declare module 'pngjs' {
  export class PNG {
    constructor(options: { width: number; height: number });
    data: Uint8Array;
    static sync: {
      write(png: PNG, options?: { deflateLevel?: number; filterType?: number }): Uint8Array;
    };
  }
}
