import { QueryClient } from '@tanstack/react-query';

/**
 * Reads cross a process border on one machine, so the network says nothing about them, and a refusal is an answer:
 * it is not asked again behind the author's back.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
