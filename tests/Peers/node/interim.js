// node interim.js URL KEY FILE: recognises a WAV file that comes as slowly as it was spoken, and prints how long it took
// from its start to the first result that may still change.
'use strict';
const fs = require('fs');
const { client, seconds, report } = require('./sdk');
const [url, key, file] = process.argv.slice(2);

const stt = client(url, key);
const STEP = 0.1, BYTES_A_SECOND = 32000; // 16 kHz, 16 bits
const audio = fs.readFileSync(file);

function recognize(paced) {
  return new Promise((resolve, reject) => {
    const times = {};
    const started = process.hrtime.bigint();
    const results = stt.recognizeUsingWebSocket({ contentType: 'audio/wav', interimResults: true, objectMode: true });
    results.on('data', (data) => {
      if (times.first === undefined && data.results && data.results[0].final === false) times.first = seconds(started);
    });
    results.on('error', reject);
    results.on('end', () => resolve(times));
    if (!paced) { results.end(audio); return; }
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.floor(seconds(started) / STEP) * STEP * BYTES_A_SECOND;
      const next = Math.min(audio.length, due);
      if (next > sent) results.write(audio.subarray(sent, next));
      sent = Math.max(sent, next);
      if (sent === audio.length) { clearInterval(timer); results.end(); }
    }, 10);
  });
}

(async () => {
  await recognize(false); // the service loads what it needs for drafts
  report(await recognize(true));
})().catch((error) => { console.error(error); process.exit(1); });
