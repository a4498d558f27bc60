import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { currentSession, onSession, renew, resume } from './api/session';
import { router } from './router';
import { applyTheme } from './store/preferences';
import { queries } from './store/tasks';
import './style.css';

applyTheme((localStorage.getItem('taskledger.theme') as 'DARK' | null) ?? 'SYSTEM');

// Another person on the same browser sees nothing of the one before.
onSession(() => {
  if (currentSession().state === 'signed-out') queries.clear();
});

const RETRY_MS = 3_000;

/** Without the network the page keeps asking. */
function start() {
  resume().catch(() => setTimeout(start, RETRY_MS));
}
start();

// For tests of what happens when a token ends, and for nothing else.
Object.assign(window, { taskledger: { renew } });

const root = document.getElementById('app');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
}
