// fetch over a connection to a server of its own; what it refuses; bodies that are read once.
const http = require('http');

const server = http.createServer((request, response) => {
  if (request.url === '/slow') {
    setTimeout(() => response.end('slow'), 200);
    return;
  }
  let body = '';
  request.on('data', (chunk) => { body += chunk; });
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.statusCode = request.url === '/missing' ? 404 : 200;
    response.end(JSON.stringify({ method: request.method, body, type: request.headers['content-type'] }));
  });
});

server.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  const pending = fetch(`${base}/first`);
  console.log(pending);
  const response = await pending;
  console.log(response.status, response.ok, response.headers.get('Content-Type'), response.bodyUsed);
  console.log(await response.json(), response.bodyUsed);
  await response.text().catch((error) => console.log(error.name));

  const missing = await fetch(`${base}/missing`, { method: 'post', body: JSON.stringify([1]) });
  console.log(missing.status, missing.ok, missing.statusText, await missing.text());
  const form = await fetch(base, { method: 'PUT', body: new URLSearchParams({ a: 'b c' }) });
  console.log(await form.json());

  const refused = async (...args) => {
    try {
      await fetch(...args);
    } catch (error) {
      console.log(error.name, error.message, error.cause && error.cause.message);
    }
  };
  await refused('nowhere');
  await refused('http://nobody.invalid/');
  await refused(base, { body: 'x' });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  await refused(`${base}/slow`, { signal: controller.signal });
  await refused(`${base}/slow`, { signal: AbortSignal.timeout(20) });

  const streamed = await fetch(base);
  for await (const chunk of streamed.body) console.log(chunk.constructor.name, chunk.length);
  const headers = new Headers({ B: '2', a: '1' });
  headers.append('b', '3');
  console.log([...headers]);
  console.log(await new Response('abc').text(), await new Blob(['a', 'b']).text(), new Blob(['a']));
  server.close();
  server.closeAllConnections();
});
