import { QueryClient } from '@tanstack/react-query';

/**
 * Reads cross a process border on one machine, so the network says nothing about them, and a refusal is an answer:
 * it is not asked again behind the author's back.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
      // Nobody looks at one that has ended but who began it: kept, each of them is gone through at the next.
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  });
}
