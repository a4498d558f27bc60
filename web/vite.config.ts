import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const gateway = process.env.TASKLEDGER_PAGE ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'target/classes/page',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: { include: ['src/**/*.test.ts'], setupFiles: ['test/browser.ts'] },
  // `npm run dev` shows the sources beside a running system, whose page passes everything else on.
  server: {
    port: 5173,
    proxy: { '/api': gateway, '/session': gateway, '/openapi.json': gateway, '/mcp': gateway },
  },
});
