// node stream.js URL FILE SHORT: sends one file over a WebSocket, streamed from disk, and prints how long it took to the
// last result. A short one goes first, so that what code takes at its first use isn't counted.
'use strict';
const fs = require('fs');
const { client, seconds, report } = require('./sdk');
const [url, file, short] = process.argv.slice(2);
const stt = client(url);

function recognize(path, done) {
  const results = stt.recognizeUsingWebSocket({ contentType: 'audio/wav' });
  let text = '';
  results.setEncoding('utf8');
  results.on('data', (part) => { text += part; });
  results.on('error', (error) => { console.error(error); process.exit(1); });
  results.on('end', () => {
    if (text === '') { console.error('There was no result.'); process.exit(1); }
    done();
  });
  fs.createReadStream(path).pipe(results);
}

recognize(short, () => {
  const idleBytes = process.memoryUsage().rss;
  const started = process.hrtime.bigint();
  recognize(file, () => report({ seconds: seconds(started), idleBytes }));
});
