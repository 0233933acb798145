import { z } from 'zod';

// Zod would compile its schemas with `new Function`, which the page's policy forbids. Must run before any schema.
z.config({ jitless: true });
