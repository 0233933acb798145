import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';

const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.woff2', 'font/woff2'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
]);

/** Nothing from outside, no inline script or style, no frame; previews come, and are read as bytes, from `asset://` alone. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' asset:",
  'media-src asset:',
  "font-src 'self'",
  "connect-src 'self' asset:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** Serves the built pages from `app://studio/`: GET only, files of the built folder by plain names only. */
export function serveStudio(rendererFolder: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const path = url.pathname === '/' ? '/index.html' : url.pathname;
    const contentType = contentTypes.get(extname(path));
    // Built files have plain names: whatever else is asked for, encoded or not, is not one of them.
    const isPlain = /^(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/.test(path);
    if (request.method !== 'GET' || url.host !== 'studio' || contentType === undefined || !isPlain) {
      return notFound();
    }
    try {
      return new Response(await readFile(join(rendererFolder, path)), {
        headers: {
          'Content-Type': contentType,
          'Content-Security-Policy': contentSecurityPolicy,
          'X-Content-Type-Options': 'nosniff',
        },
      });
    } catch {
      // The one thing to say of a built file that can't be read is that it is not there.
      return notFound();
    }
  });
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
