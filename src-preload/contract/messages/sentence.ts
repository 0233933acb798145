/** What is said of a failure: what is wrong, what is safe, what to do. `{{name}}` is filled from the failure's data. */
export interface FailureSentence {
  readonly wrong: string;
  readonly safe: string;
  readonly next: string;
}

/** What is said of a finding: what is wrong, why it matters, what to do. */
export interface DiagnosticSentence {
  readonly wrong: string;
  readonly why: string;
  readonly next: string;
}

/** What a fix is called, and what it will do. */
export interface RepairSentence {
  readonly label: string;
  readonly effect: string;
}
