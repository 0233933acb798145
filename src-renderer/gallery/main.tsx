import '../app/zod-without-eval.ts';
import '../app/style.css';
import { createRoot } from 'react-dom/client';
import { Providers } from '../app/providers.tsx';
import { createQueryClient } from '../app/query-client.ts';
import { Gallery } from './gallery.tsx';

const container = document.getElementById('root');
if (container === null) {
  throw new Error('index.html has no #root');
}

createRoot(container).render(
  <Providers queryClient={createQueryClient()}>
    <Gallery />
  </Providers>,
);
