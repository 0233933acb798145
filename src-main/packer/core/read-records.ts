/**
 * Records that were read, in the order of the file. They may be made as they are asked for, anew at each walk: who needs
 * the same ones twice keeps them.
 */
export interface ReadRecords<Held> extends Iterable<Held> {
  readonly length: number;
}
