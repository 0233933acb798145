// The parts that we use of packages without types.

declare module 'pngjs' {
  export class PNG {
    constructor(options: { width: number; height: number });
    data: Buffer;
    static sync: { write(image: PNG): Buffer };
  }
}

declare module 'electron-installer-debian' {
  export class Installer {
    constructor(settings: object);
    readonly baseAppDir: string;
    readonly stagingDir: string;
    readonly options: { packagePaths: string[] };
    get contentFunctions(): string[];
    generateDefaults(): Promise<object>;
    generateOptions(): object;
    createStagingDir(): Promise<void>;
    createContents(): Promise<unknown>;
    createPackage(): Promise<void>;
    movePackage(): Promise<void>;
  }
  const module: { Installer: typeof Installer };
  export default module;
}
