// node list-words.js URL KEY CUSTOMIZATION_ID: lists the words of a custom model. The SDK gives them all at once.
'use strict';
const { client, seconds, report } = require('./sdk');
const [url, key, customizationId] = process.argv.slice(2);

(async () => {
  const stt = client(url, key);
  await stt.getLanguageModel({ customizationId });
  const idleBytes = process.memoryUsage.rss();
  const started = process.hrtime.bigint();
  const { result } = await stt.listWords({ customizationId });
  const first = seconds(started);
  if (result.words.length === 0) throw new Error('No words came.');
  report({ first, seconds: seconds(started), idleBytes });
})();
