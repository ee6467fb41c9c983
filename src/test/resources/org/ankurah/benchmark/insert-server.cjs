// A server as one would write it by hand: one INSERT per request, on a pool of connections.
// Settings come as PG… variables; it prints its port when it is ready.
const http = require('node:http');
const { Pool } = require('pg');

const pool = new Pool({ max: 32 });
const insert = {
  name: 'insert',
  text: 'INSERT INTO plain_album (title, year) VALUES ($1, $2) RETURNING id',
};

const server = http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (body += chunk));
  request.on('end', async () => {
    try {
      const { title, year } = JSON.parse(body);
      if (typeof title !== 'string' || !Number.isInteger(year)) throw new Error('title and year, please');
      const { rows } = await pool.query({ ...insert, values: [title, year] });
      answer(response, 200, { album: { id: rows[0].id } });
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

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
