// node outcomes.js FILE: reads lines "URL MILLISECONDS HTTP|WebSocket" and answers each with one line of JSON, the outcome of a
// recognition there. A call that has not ended after so many milliseconds is reported as hanging.
'use strict';
const fs = require('fs');
const readline = require('readline');
const { client } = require('./sdk');
const [file] = process.argv.slice(2);
let crashed = () => {};

function stream(stt) {
  return new Promise((resolve) => {
    let transcript = '';
    const results = stt.recognizeUsingWebSocket({ contentType: 'audio/wav' });
    results.setEncoding('utf8');
    results.on('data', (text) => { transcript += text; });
    results.on('error', (error) => resolve({ error: String(error && error.message), status: error && error.code }));
    results.on('end', () => resolve({ transcript: transcript.trim() }));
    fs.createReadStream(file).pipe(results);
  });
}

async function outcome(url, milliseconds, transport) {
  const stt = client(url);
  stt.enableRetries({ maxRetries: 1, maxRetryInterval: 1 });
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(() => resolve({ hangs: true }), milliseconds); });
  const call = transport === 'WebSocket' ? stream(stt) : stt.recognize({ audio: fs.createReadStream(file), contentType: 'audio/wav' }).then(
    ({ result }) => ({ transcript: (result && result.results || []).map((r) => r.alternatives[0].transcript).join('').trim(), raw: JSON.stringify(result) }),
    (error) => ({ error: String(error && error.message), status: error && error.code }));
  const crash = new Promise((resolve) => { crashed = (error) => resolve({ crash: String(error) }); });
  const first = await Promise.race([call, late, crash]);
  clearTimeout(timer);
  return first;
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [url, milliseconds, transport] = line.split(' ');
    console.log(JSON.stringify(await outcome(url, Number(milliseconds), transport)));
  }
  process.exit(0);
})();
// One line for each call, or the answers to all later calls would be taken for those to others.
process.on('uncaughtException', (error) => crashed(error));
