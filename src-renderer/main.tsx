import './app/zod-without-eval.ts';
import './app/style.css';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/providers.tsx';
import { createQueryClient } from './app/query-client.ts';
import { Studio } from './app/studio.tsx';
import { holdWindowForDrafts } from './features/asset-details/manifest-drafts.ts';

const container = document.getElementById('root');
if (container === null) {
  throw new Error('index.html has no #root');
}

holdWindowForDrafts();
createRoot(container).render(
  <Providers queryClient={createQueryClient()}>
    <Studio />
  </Providers>,
);
