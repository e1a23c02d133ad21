// node live.js URL KEY WAV: live recognition as the SDK has it, once as text and once as objects. Prints one line of JSON
// with what came.
'use strict';
const fs = require('fs');
const { client, report } = require('./sdk');
const [url, key, wav] = process.argv.slice(2);

const stt = client(url, key);

function recognize(options, objectMode) {
  return new Promise((resolve, reject) => {
    const received = [];
    const stream = stt.recognizeUsingWebSocket({ contentType: 'audio/wav', ...options, objectMode });
    if (!objectMode) stream.setEncoding('utf8');
    stream.on('data', (data) => received.push(data));
    stream.on('error', (error) => reject(error));
    stream.on('close', (code, reason) => resolve({ received, code, reason }));
    fs.createReadStream(wav).pipe(stream);
  });
}

(async () => {
  const text = await recognize({ model: 'en-US_BroadbandModel' }, false);
  const objects = await recognize({ interimResults: true, timestamps: true, foo: 'ignored' }, true);
  const refused = await recognize({ maxAlternatives: -1 }, true).then(
    () => null, (error) => ({ message: error.message, raw: error.raw && String(error.raw.data) }));
  report({ text, objects, refused });
})().catch((error) => { console.error(error); process.exit(1); });
