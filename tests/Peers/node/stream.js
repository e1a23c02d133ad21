// node stream.js URL FILE: sends one file over a WebSocket, streamed from disk, and prints how long it took to the last
// result.
'use strict';
const fs = require('fs');
const { client, seconds, report } = require('./sdk');
const [url, file] = process.argv.slice(2);

const stt = client(url);
const idleBytes = process.memoryUsage().rss;
const started = process.hrtime.bigint();
const results = stt.recognizeUsingWebSocket({ contentType: 'audio/wav' });
let text = '';
results.setEncoding('utf8');
results.on('data', (part) => { text += part; });
results.on('error', (error) => { console.error(error); process.exit(1); });
results.on('end', () => {
  if (text === '') { console.error('There was no result.'); process.exit(1); }
  report({ seconds: seconds(started), idleBytes });
});
fs.createReadStream(file).pipe(results);
