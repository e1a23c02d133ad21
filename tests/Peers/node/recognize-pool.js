// node recognize-pool.js URL KEY FOLDER AT_ONCE: recognises all files of a folder, so many at once.
'use strict';
const fs = require('fs');
const path = require('path');
const { client, seconds, report } = require('./sdk');
const [url, key, folder, atOnce] = process.argv.slice(2);

(async () => {
  const stt = client(url, key);
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  const once = (file) => stt.recognize({ audio: fs.createReadStream(file), contentType: 'audio/wav' });
  await once(files[0]);
  const idleBytes = process.memoryUsage.rss();
  const started = process.hrtime.bigint();
  let next = 0;
  const work = async () => {
    while (next < files.length) await once(files[next++]);
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, work));
  report({ seconds: seconds(started), idleBytes });
})();
