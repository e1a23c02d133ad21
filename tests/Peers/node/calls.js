// node calls.js URL CUSTOMIZATION_ID COUNT: asks for one custom model so many times, one after another.
'use strict';
const { client, seconds, report } = require('./sdk');
const [url, customizationId, count] = process.argv.slice(2);

(async () => {
  const stt = client(url);
  await stt.getLanguageModel({ customizationId });
  const started = process.hrtime.bigint();
  for (let i = 0; i < Number(count); i++) await stt.getLanguageModel({ customizationId });
  report({ seconds: seconds(started) });
})();
