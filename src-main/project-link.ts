import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { Failure, LinkProblem } from '../src-preload/contract/domain/failure.ts';
import { fail, type Result, succeed } from './packer/core/result.ts';

/** The scheme of Studio's links, which the installed app is registered for. */
export const linkScheme = 'prometeu';

/** What a link leads to: a project's folder, absolute, and an asset in it, by its id or its root, or none. */
export interface LinkedPlace {
  readonly folder: string;
  readonly asset: string | null;
}

/** Longer than any path that a system opens. */
const textLimit = 4096;

/** What may stand in a link. Anybody can have written it: what it has beside these is nothing that Studio would do. */
const linkedSchema = z.strictObject({
  project: z
    .string()
    .max(textLimit)
    // Not those that begin with two slashes: the system would look for another computer and sign in to it.
    .refine((path) => isAbsolute(path) && !/^[\\/]{2}|\p{Cc}/u.test(path)),
  asset: z.string().min(1).max(textLimit).optional(),
});

/**
 * Reads `prometeu://open?project=<folder>&asset=<id or root>`. Nothing is looked at: whether there is such a project its
 * opening says. A link can lead to what it shows, and ask for nothing else.
 */
export function parseProjectLink(link: string): Result<LinkedPlace, Failure> {
  const linked = queryOf(link);
  if (linked === null) {
    return problem('link-unknown');
  }
  if (linked['project'] === undefined || linked['project'] === '') {
    return problem('link-without-project');
  }
  const parsed = linkedSchema.safeParse(linked);
  if (parsed.success) {
    const { project, asset = null } = parsed.data;
    return succeed({ folder: resolve(project), asset });
  }
  return problem(parsed.error.issues.some(({ path }) => path[0] === 'project') ? 'link-path-unusable' : 'link-unknown');
}

/** The link that leads to an asset. */
export function projectLink(folder: string, asset: string): string {
  return `${linkScheme}://open?${new URLSearchParams({ project: folder, asset }).toString()}`;
}

/** Whether a text that an app was started with is to be read as a link. */
export function isProjectLink(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === `${linkScheme}:`;
}

/** What stands in the query of a link that asks to open something, each key once; null of any other text. */
function queryOf(link: string): Readonly<Record<string, string>> | null {
  if (!isProjectLink(link)) {
    return null;
  }
  const { host, pathname, searchParams } = new URL(link);
  const keys = [...searchParams.keys()];
  // Windows and some browsers put a slash behind the host.
  const opens = host === 'open' && (pathname === '' || pathname === '/');
  return opens && new Set(keys).size === keys.length ? Object.fromEntries(searchParams) : null;
}

function problem(reason: LinkProblem): Result<LinkedPlace, Failure> {
  return fail({ code: 'link-invalid', reason });
}
