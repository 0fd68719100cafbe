// One media stream: greets, hears by energy, answers each utterance once, yields when it is interrupted.
// `fault` breaks it in one way; without it the bot is as it should be.
'use strict';
const { loudness, utterance } = require('./sound.js');

const frameMs = 20;
const leadMs = 200; // of sound that waits at Twilio
const voiceRms = 210;
const endOfUtteranceMs = 450;
const leastSpeechMs = 60;
const echoTailMs = 600; // the line brings our own voice back that much later at most
const echoShare = 0.4; // and weaker than that

let conversations = 0;
const running = new Set();

class Conversation {
  constructor(socket, fault) {
    Object.assign(this, { socket, fault, streamSid: '', frames: [], due: 0, ownLoudness: 0, said: 0 });
    Object.assign(this, { loudMs: 0, quietMs: 0, hears: false, timers: [] });
    this.number = conversations += 1;
    running.add(this);
    socket.on('message', (data) => this.take(JSON.parse(data)));
    socket.on('close', () => this.end());
    socket.on('error', () => this.end());
  }

  end() {
    if (running.delete(this) && this.streamSid) console.log('call ends');
    this.timers.forEach(clearInterval);
  }

  take(message) {
    if (message.event === 'start') this.begin(message.streamSid);
    if (message.event === 'media') this.hear(Buffer.from(message.media.payload, 'base64'));
  }

  send(message) {
    this.socket.send(JSON.stringify({ streamSid: this.streamSid, ...message }));
  }

  begin(streamSid) {
    console.log('call begins');
    this.streamSid = this.fault === 'other_stream_sid' ? `MZ${'0'.repeat(32)}` : streamSid;
    if (this.fault === 'close_1011') return this.socket.close(1011, 'unexpected');
    const tickMs = this.fault === 'chopped' ? 50 : frameMs;
    this.timers.push(setInterval(() => this.play(), tickMs));
    const greetingMs = { greeting_slow: 4200, greeting_late: 7000 }[this.fault] ?? 0;
    this.timers.push(setTimeout(() => this.say(this.fault === 'ignores_barge_in' ? 18 : 11), greetingMs));
    if (this.fault === 'speaks_into_silence') this.timers.push(setInterval(() => this.say(6), 11000));
    if (this.fault === 'repeats_itself') this.timers.push(setInterval(() => this.say(8, 77), 6000));
    return undefined;
  }

  /** `syllables` words that were never said before, in any call, unless a seed is given. */
  say(syllables, seed = this.number * 1000 + (this.said += 1)) {
    if (this.fault === 'silent') return;
    const frames = utterance(seed, { ahead: 24, burst: 56 }[this.fault] ?? syllables);
    this.ownLoudness = Math.max(...frames.map(loudness));
    this.frames.push(...frames, { name: `m${seed}` });
  }

  /** Against an absolute clock: what falls due within the lead goes out. */
  play() {
    const now = performance.now();
    this.due = Math.max(this.due, now);
    const lead = ['ahead', 'burst'].includes(this.fault) ? Infinity : leadMs;
    for (let sent = 0; this.frames.length && this.due - now < lead; sent += 1) {
      if (this.fault === 'chopped' && sent === 1) return;
      this.sendNext();
    }
  }

  sendNext() {
    const next = this.frames.shift();
    if (next.name) return this.send({ event: 'mark', mark: next });
    this.due += frameMs;
    const message = { event: 'media', media: { payload: next.toString('base64') } };
    if (this.fault === 'binary_frame') return this.socket.send(Buffer.from(JSON.stringify(message)), { binary: true });
    if (this.fault === 'extra_member') message.media.track = 'outbound';
    return this.send(message);
  }

  isSpeaking(tailMs = 0) {
    return this.frames.length > 0 || this.due + tailMs > performance.now();
  }

  threshold() {
    const guards = this.isSpeaking(echoTailMs) && this.fault !== 'answers_echo';
    return guards ? Math.max(voiceRms, echoShare * this.ownLoudness) : voiceRms;
  }

  hear(frame) {
    const isLoud = loudness(frame) >= (this.hears ? voiceRms : this.threshold());
    this.loudMs = isLoud ? this.loudMs + frameMs : 0;
    this.quietMs = isLoud ? 0 : this.quietMs + frameMs;
    if (!this.hears && this.loudMs >= leastSpeechMs) this.speechBegins();
    if (this.hears && this.quietMs >= endOfUtteranceMs) this.speechEnds();
  }

  speechBegins() {
    this.hears = true;
    if (!this.isSpeaking() || this.fault === 'ignores_barge_in') return;
    this.frames = [];
    this.due = 0;
    if (this.fault !== 'no_clear') this.send({ event: 'clear' });
  }

  speechEnds() {
    this.hears = false;
    if (this.fault === 'deaf') return;
    this.say(this.fault === 'answers_echo' ? 4 + (this.said % 5) : 9 + (this.said % 4));
  }
}

module.exports = { Conversation, callsRunning: () => running.size };
