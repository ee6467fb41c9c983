// A server as one would write it by hand: one INSERT per request, on a pool of connections, and filters in a Map, by
// which each new row goes to the sockets that asked for it. It frames messages as graphql-transport-ws does, without
// any GraphQL. Settings come as PG… variables; it prints its port when it is ready.
const http = require('node:http');
const { Pool } = require('pg');
const { WebSocketServer } = require('ws');

const pool = new Pool({ max: 32 });
const insertAlbum = {
  name: 'insert-album',
  text: 'INSERT INTO plain_album (title, year) VALUES ($1, $2) RETURNING id',
};
const insertTrack = {
  name: 'insert-track',
  text: 'INSERT INTO plain_track (name, composer) VALUES ($1, $2) RETURNING id',
};

/** By the composer that they ask for: the live queries, each a socket and an id. */
const filters = new Map();

const routes = {
  '/albums': async ({ title, year }) => {
    if (typeof title !== 'string' || !Number.isInteger(year)) throw new Error('title and year, please');
    const { rows } = await pool.query({ ...insertAlbum, values: [title, year] });
    return { album: { id: rows[0].id } };
  },
  '/tracks': async ({ name, composer }) => {
    if (typeof name !== 'string' || typeof composer !== 'string') throw new Error('name and composer, please');
    const { rows } = await pool.query({ ...insertTrack, values: [name, composer] });
    push({ id: rows[0].id, name, composer });
    return { track: { id: rows[0].id } };
  },
  // Bytes of the heap that are in use, for the benchmark.
  '/heap': async () => {
    globalThis.gc();
    return { heap: process.memoryUsage().heapUsed };
  },
};

const server = http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (body += chunk));
  request.on('end', async () => {
    try {
      answer(response, 200, await routes[request.url](JSON.parse(body)));
    } catch (error) {
      answer(response, 500, { errors: [{ message: error.message }] });
    }
  });
});

function answer(response, status, value) {
  const json = JSON.stringify(value);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) });
  response.end(json);
}

function push(row) {
  const json = JSON.stringify(row);
  for (const { socket, id } of filters.get(row.composer) ?? []) {
    socket.send(`{"type":"next","id":${JSON.stringify(id)},"payload":${json}}`);
  }
}

new WebSocketServer({ server }).on('connection', (socket) => {
  const own = [];
  socket.on('message', (text) => {
    const { type, id, payload } = JSON.parse(text);
    if (type === 'connection_init') {
      socket.send('{"type":"connection_ack"}');
    } else if (type === 'subscribe') {
      const { composer } = payload;
      const filter = { composer, socket, id };
      own.push(filter);
      if (!filters.has(composer)) filters.set(composer, new Set());
      filters.get(composer).add(filter);
      socket.send(`{"type":"next","id":${JSON.stringify(id)},"payload":[]}`);
    }
  });
  socket.on('close', () => {
    for (const filter of own) {
      const others = filters.get(filter.composer);
      others.delete(filter);
      if (others.size === 0) filters.delete(filter.composer);
    }
  });
});

// Clients keep their connections, also while they have nothing to send.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
