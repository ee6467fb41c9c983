import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that answers while Vite serves the pages, such as `http://localhost:8080`. */
const server = process.env['ANKURAH_URL'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@ankurah/client': fileURLToPath(new URL('src/ankurah', import.meta.url)) } },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/graphiql': server,
      '/q': server,
    },
  },
});
