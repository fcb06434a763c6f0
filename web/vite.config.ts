import { defineConfig } from 'vite';

/** Where `npm run dev` finds the workbench's data: a `tidings serve` running beside it. */
const WORKBENCH = process.env['TIDINGS_ADDRESS'] ?? 'http://127.0.0.1:7878';

export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    // The map library alone is larger than the default warning; it is loaded from loopback.
    chunkSizeWarningLimit: 2000,
    // Fonts and map data stay files, so that the page needs no `data:` in its security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: WORKBENCH, changeOrigin: true } } },
});
