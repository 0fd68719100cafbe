// A voice bot as people build it on Express and npm's ws: node express_bot.js
// TWILIO_AUTH_TOKEN signs; HOST and PORT (0: any) say where it listens; FAULT breaks it in one way.
'use strict';
const crypto = require('crypto');
const http = require('http');
const express = require('express');
const { WebSocketServer } = require('ws');
const { Conversation, callsRunning } = require('./conversation.js');
const { incomingCall, thanks } = require('./twiml.js');

const fault = process.env.FAULT ?? '';
const authToken = process.env.TWILIO_AUTH_TOKEN ?? '';
const slowMs = 1600;
const app = express();

function isSigned(request) {
  const url = `http://${request.headers.host}${request.originalUrl}`;
  const fields = Object.keys(request.body).sort().map((name) => name + request.body[name]);
  const expected = crypto.createHmac('sha1', authToken).update(url + fields.join('')).digest();
  const given = Buffer.from(request.get('X-Twilio-Signature') ?? '', 'base64');
  return given.length === expected.length && crypto.timingSafeEqual(given, expected);
}

function onlySigned(request, response, next) {
  const given = request.get('X-Twilio-Signature');
  const letsIn = (fault === 'unsigned_let_in' && !given) || (fault === 'wrongly_signed_let_in' && given);
  if (!authToken || letsIn || isSigned(request)) return next();
  return response.status(403).send('signature');
}

const webhook = [express.urlencoded({ extended: false }), onlySigned];
const sendXml = (response, xml) => response.type('text/xml').send(xml);

app.get('/healthz', (request, response) => {
  if (fault === 'health_500') return response.status(500).send('database is down');
  const isSlow = fault === 'health_slow' || (fault === 'health_slow_in_call' && callsRunning() > 0);
  return setTimeout(() => response.send('ok'), isSlow ? slowMs : 0);
});

if (fault !== 'version_404') {
  app.get('/version', (request, response) => response.json({ version: '1.4.2', deploy_id: process.env.DEPLOY_ID }));
}

app.post('/stream-status', (request, response) => {
  if (fault === 'status_500_on_json' && request.is('json')) throw new TypeError('no StreamEvent');
  if (fault === 'status_500') throw new TypeError('no StreamEvent');
  if (fault === 'status_refuses_unsigned' && !request.get('X-Twilio-Signature')) return response.sendStatus(403);
  if (fault !== 'status_cacheable') response.set('Cache-Control', 'no-store');
  return response.sendStatus(fault === 'status_200' ? 200 : 204);
});

app.post('/stream-ended', webhook, (request, response) => response.sendStatus(fault === 'ended_500' ? 500 : 204));

app.post('/voice', webhook, (request, response) => {
  if (fault === 'prints_token') return response.status(500).send(`${'.'.repeat(277)}${authToken} was no good: ${authToken}`);
  if (fault === 'voice_500') throw new TypeError('no From');
  const xml = incomingCall(request.headers.host, fault);
  return fault === 'text_plain' ? response.type('text/plain').send(xml) : sendXml(response, xml);
});

app.post('/recorded', webhook, (request, response) => sendXml(response, thanks()));

const server = http.createServer(app);
if (fault !== 'no_websocket') {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => fault !== 'no_subprotocol' && offered.has('audio.twilio.com') && 'audio.twilio.com',
  });
  sockets.on('headers', (headers) => {
    if (fault === 'invents_subprotocol') headers.push('Sec-WebSocket-Protocol: audio.twilio.com');
    if (fault === 'invents_extension') headers.push('Sec-WebSocket-Extensions: permessage-deflate');
    const accept = headers.findIndex((line) => line.startsWith('Sec-WebSocket-Accept'));
    if (fault === 'wrong_accept') headers[accept] = `Sec-WebSocket-Accept: ${'A'.repeat(27)}=`;
  });
  sockets.on('connection', (socket) => new Conversation(socket, fault));
  server.on('upgrade', (request, socket, head) => {
    if (request.url === '/media') sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open));
    else socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
  });
}

server.listen(Number(process.env.PORT ?? 0), process.env.HOST ?? '127.0.0.1', () => {
  console.log(`port ${server.address().port}`);
});
process.stdin.on('end', () => process.exit(0)).resume(); // it goes with the test
