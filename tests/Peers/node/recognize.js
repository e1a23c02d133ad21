// node recognize.js URL FILE COUNT: recognises one file so many times, one after another, streamed from disk.
'use strict';
const fs = require('fs');
const { client, seconds, report } = require('./sdk');
const [url, file, count] = process.argv.slice(2);

(async () => {
  const stt = client(url);
  const once = () => stt.recognize({ audio: fs.createReadStream(file), contentType: 'audio/wav' });
  if (Number(count) > 1) await once();
  const idleBytes = process.memoryUsage().rss;
  const started = process.hrtime.bigint();
  for (let i = 0; i < Number(count); i++) await once();
  report({ seconds: seconds(started), idleBytes });
})();
