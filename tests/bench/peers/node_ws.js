// The same line test as eventlet_app.py on Node and npm's `ws`, without compression as Twilio's samples have it.
//
// node node_ws.js PORT
'use strict';

const http = require('http');
const { WebSocketServer } = require('ws');

// µ-law by tables: Node has none of its own.
const samples = new Int16Array(256);
const codes = new Uint8Array(16384); // by the upper 14 bits of a sample

for (let code = 0; code < 256; code++) {
  const bits = ~code & 0xff;
  const size = (((bits & 15) << 3) + 0x84) << ((bits & 0x70) >> 4);
  samples[code] = bits & 0x80 ? 0x84 - size : size - 0x84;
}
for (let index = 0; index < codes.length; index++) {
  const sample = (index - 8192) * 4;
  const size = Math.min(Math.abs(sample), 32635) + 0x84;
  let segment = 0;
  for (let rest = size >> 8; rest; rest >>= 1) segment++;
  codes[index] = ((segment << 4) | ((size >> (segment + 3)) & 15)) ^ (sample < 0 ? 0x7f : 0xff);
}

let level = 0; // used, so that no optimiser leaves it out

function echoed(message) {
  const sound = Buffer.from(message.media.payload, 'base64');
  const frame = new Int16Array(sound.length);
  let sum = 0;
  for (let i = 0; i < sound.length; i++) {
    frame[i] = samples[sound[i]];
    sum += frame[i] * frame[i];
  }
  level += Math.sqrt(sum / sound.length);
  const back = Buffer.allocUnsafe(sound.length);
  for (let i = 0; i < sound.length; i++) back[i] = codes[(frame[i] + 32768) >> 2];
  return JSON.stringify({ event: 'media', streamSid: message.streamSid, media: { payload: back.toString('base64') } });
}

const server = http.createServer((request, response) => response.end('ok'));
const streams = new WebSocketServer({
  server,
  path: '/ws/twilio-media',
  perMessageDeflate: false,
  handleProtocols: (offered) => (offered.has('audio.twilio.com') ? 'audio.twilio.com' : false),
});
streams.on('connection', (stream) => {
  stream.on('error', () => {});
  stream.on('message', (text) => {
    const message = JSON.parse(text);
    if (message.event === 'media') stream.send(echoed(message));
  });
});
process.on('exit', () => console.log(`sum of all levels ${level}`));
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 4096 });
