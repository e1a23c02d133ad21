// node audio.js URL KEY WAV ZIP: the audio resources of a custom acoustic model as the SDK has them, a recording and a zip
// archive of raw samples. Prints one line of JSON with what each step gave.
'use strict';
const fs = require('fs');
const { client, refusal, report } = require('./sdk');
const [url, key, wav, archive] = process.argv.slice(2);

const stt = client(url, key);

// The SDK has no waiter for audio.
async function settled(customizationId) {
  for (;;) {
    const { result } = await stt.listAudio({ customizationId });
    if (result.audio.every((one) => one.status !== 'being_processed')) return result;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

(async () => {
  const steps = {};
  const { result: created } = await stt.createAcousticModel({ name: 'a model', baseModelName: 'en-US_BroadbandModel' });
  const customizationId = created.customization_id;
  const add = (audioName, file, options) => stt.addAudio(
    { customizationId, audioName, audioResource: fs.createReadStream(file), ...options });

  steps.added = (await add('a', wav, { contentType: 'audio/wav' })).status;
  steps.existsAlready = await refusal(add('a', wav, { contentType: 'audio/wav' }));
  steps.noRate = await refusal(add('raw', wav, { contentType: 'audio/l16' }));
  await add('arc', archive, { contentType: 'application/zip', containedContentType: 'audio/l16;rate=16000' });
  steps.minutes = (await settled(customizationId)).total_minutes_of_audio;
  await add('a', wav, { contentType: 'audio/wav', allowOverwrite: true });
  await settled(customizationId);
  steps.one = (await stt.getAudio({ customizationId, audioName: 'a' })).result;
  steps.packed = (await stt.getAudio({ customizationId, audioName: 'arc' })).result;
  steps.status = (await stt.getAcousticModel({ customizationId })).result.status;

  steps.deleted = (await stt.deleteAudio({ customizationId, audioName: 'a' })).status;
  steps.gone = await refusal(stt.getAudio({ customizationId, audioName: 'a' }));
  steps.left = (await stt.listAudio({ customizationId })).result.audio.length;
  report(steps);
})().catch((error) => { console.error(error); process.exit(1); });
