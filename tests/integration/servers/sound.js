// What a bot says and hears: syllables out of a seed, µ-law, and how loud a frame is.
'use strict';

const rate = 8000;
const frameBytes = 160;

/** mulberry32: the same numbers for the same seed. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function encode(sample) {
  const sign = sample < 0 ? 0x80 : 0;
  const biased = Math.min(Math.abs(sample), 32635) + 132;
  const exponent = Math.max(31 - Math.clz32(biased) - 7, 0);
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0x0f)) & 0xff;
}

function decode(byte) {
  const value = ~byte & 0xff;
  const exponent = (value >> 4) & 7;
  const magnitude = ((((value & 0x0f) << 3) + 132) << exponent) - 132;
  return value & 0x80 ? -magnitude : magnitude;
}

const decoded = Array.from({ length: 256 }, (_, byte) => decode(byte));

/** RMS on the 16-bit scale. */
function loudness(mulaw) {
  let sum = 0;
  for (const byte of mulaw) sum += decoded[byte] ** 2;
  return mulaw.length ? Math.sqrt(sum / mulaw.length) : 0;
}

function syllable(random) {
  const length = Math.round(rate * (0.11 + 0.12 * random()));
  const pitch = 110 + 70 * random();
  const level = 3500 + 3000 * random();
  const weights = [1, 0.4 + 0.6 * random(), 0.3 + 0.5 * random(), 0.4 * random()];
  return Array.from({ length }, (_, i) => {
    const voice = weights.reduce((sum, w, k) => sum + w * Math.sin((2 * Math.PI * pitch * (k + 1) * i) / rate), 0);
    return Math.round((level * voice * Math.sin((Math.PI * i) / length)) / 2);
  });
}

/** An utterance of its own for each seed, in whole frames of 20 ms. */
function utterance(seed, syllables) {
  const random = randomOf(seed);
  const samples = [];
  for (let i = 0; i < syllables; i += 1) {
    samples.push(...syllable(random));
    samples.push(...Array(Math.round(rate * (0.02 + 0.06 * random()))).fill(0));
  }
  while (samples.length % frameBytes) samples.push(0);
  const bytes = Buffer.from(samples.map(encode));
  return Array.from({ length: bytes.length / frameBytes }, (_, i) => bytes.subarray(i * frameBytes, (i + 1) * frameBytes));
}

module.exports = { loudness, utterance };
