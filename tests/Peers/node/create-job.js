// node create-job.js URL FILE: hands one file to a job, and prints how long that took.
'use strict';
const fs = require('fs');
const { client, seconds, report } = require('./sdk');
const [url, file] = process.argv.slice(2);

(async () => {
  const stt = client(url);
  await stt.checkJobs();
  const idleBytes = process.memoryUsage().rss;
  const started = process.hrtime.bigint();
  await stt.createJob({ audio: fs.createReadStream(file), contentType: 'audio/wav' });
  report({ seconds: seconds(started), idleBytes });
})().catch((error) => { console.error(error); process.exit(1); });
