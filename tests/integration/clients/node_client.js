// One media stream by npm's ws: node node_client.js URL CALL_SID STREAM_SID [SUBPROTOCOL]
// Prints what the handshake settled as one JSON line; exits 0 when media and a mark came back.
'use strict';
const WebSocket = require('ws');

const [url, callSid, streamSid, subprotocol] = process.argv.slice(2);
const socket = new WebSocket(url, subprotocol ? [subprotocol] : [], { perMessageDeflate: true });
const send = (message) => socket.send(JSON.stringify(message));
let frames = 0;
let chunk = 0;

socket.on('upgrade', (response) => {
  const header = (name) => response.headers[name] ?? null;
  console.log(JSON.stringify({
    protocol_header: header('sec-websocket-protocol'),
    extensions_header: header('sec-websocket-extensions'),
    subprotocol: header('sec-websocket-protocol'),
  }));
});

socket.on('open', () => {
  send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
  send({
    event: 'start',
    sequenceNumber: '1',
    streamSid,
    start: {
      streamSid,
      accountSid: `AC${'5'.repeat(32)}`,
      callSid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      customParameters: {},
    },
  });
  setInterval(() => {
    chunk += 1;
    send({
      event: 'media',
      sequenceNumber: String(chunk + 1),
      streamSid,
      media: {
        track: 'inbound',
        chunk: String(chunk),
        timestamp: String((chunk - 1) * 20),
        payload: Buffer.alloc(160, 0xff).toString('base64'),
      },
    });
  }, 20);
});

socket.on('message', (data) => {
  const message = JSON.parse(data.toString());
  if (message.event === 'media') frames += 1;
  if (message.event === 'mark') {
    send({ ...message, sequenceNumber: '9999' });
    const well = message.streamSid === streamSid && frames > 10;
    socket.close(1000);
    socket.on('close', () => process.exit(well ? 0 : 1));
  }
});

socket.on('error', (error) => {
  console.error(String(error));
  process.exit(1);
});
setTimeout(() => process.exit(2), 60000);
