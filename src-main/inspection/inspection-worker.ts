import { serveWork } from '../child-work/serve-work.ts';
import { inspectFile } from './inspect-file.ts';

// The process that reads what source files say of themselves.

serveWork(inspectFile);
