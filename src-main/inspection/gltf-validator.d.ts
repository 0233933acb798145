// The parts that we use of the Khronos validator, which has no types.
declare module 'gltf-validator' {
  interface ValidationReport {
    readonly issues: {
      readonly numErrors: number;
      readonly numWarnings: number;
      readonly messages: readonly {
        readonly code: string;
        readonly message: string;
        /** 0 error, 1 warning, 2 information, 3 hint. */
        readonly severity: number;
        readonly pointer?: string;
      }[];
      readonly truncated: boolean;
    };
    readonly info?: {
      readonly totalVertexCount: number;
      readonly totalTriangleCount: number;
      readonly materialCount: number;
      readonly resources?: readonly {
        readonly image?: { readonly width: number; readonly height: number };
      }[];
    };
  }
  export function validateBytes(
    bytes: Uint8Array,
    options: {
      readonly uri: string;
      readonly maxIssues: number;
      readonly writeTimestamp: boolean;
      readonly externalResourceFunction: (uri: string) => Promise<Uint8Array>;
    },
  ): Promise<ValidationReport>;
}
