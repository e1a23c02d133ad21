// node job-outcomes.js FILE: reads lines "URL MILLISECONDS" and answers each with one line of JSON, the outcome of an
// asynchronous recognition there: createJob, then checkJob until it has ended, as the SDK's documentation has it. A call
// that has not ended after so many milliseconds is reported as hanging.
'use strict';
const fs = require('fs');
const readline = require('readline');
const { client } = require('./sdk');
const [file] = process.argv.slice(2);

async function recognize(url, late) {
  const stt = client(url);
  stt.enableRetries({ maxRetries: 1, maxRetryInterval: 1 });
  const { result: job } = await stt.createJob({ audio: fs.createReadStream(file), contentType: 'audio/wav' });
  for (;;) {
    const { result } = await stt.checkJob({ id: job.id });
    if (result.status === 'failed') throw new Error(`failed: ${JSON.stringify(result.details)}`);
    if (result.status !== 'waiting' && result.status !== 'processing') {
      const results = (result.results || []).flatMap((one) => one.results || []);
      return { transcript: results.map((r) => r.alternatives[0].transcript).join('').trim() };
    }
    if (late.is) return { hangs: true };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function outcome(url, milliseconds) {
  const late = { is: false };
  let timer;
  const over = new Promise((resolve) => {
    timer = setTimeout(() => { late.is = true; resolve({ hangs: true }); }, milliseconds);
  });
  const call = recognize(url, late).catch((error) => ({ error: String(error && error.message), status: error && error.code }));
  const first = await Promise.race([call, over]);
  clearTimeout(timer);
  return first;
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [url, milliseconds] = line.split(' ');
    console.log(JSON.stringify(await outcome(url, Number(milliseconds))));
  }
  process.exit(0);
})();
process.on('uncaughtException', (error) => console.log(JSON.stringify({ crash: String(error) })));
