// node acoustic-lifecycle.js URL KEY TRANSCRIPTS WAV WAV: the whole life of a custom acoustic model as the SDK has it,
// trained with a custom language model and used over all three interfaces. Prints one line of JSON with what each step
// gave.
'use strict';
const fs = require('fs');
const { client, refusal, report } = require('./sdk');
const [url, key, transcripts, ...recordings] = process.argv.slice(2);

const stt = client(url, key);
const patience = { interval: 200, times: 1500 };

// The SDK's waiters are for language models and jobs only.
async function until(ask, isDone) {
  for (let i = 0; i < patience.times; i += 1) {
    const { result } = await ask();
    if (isDone(result)) return result;
    await new Promise((resolve) => { setTimeout(resolve, patience.interval); });
  }
  throw new Error('It took too long.');
}

const heard = (results) => results.map((r) => r.alternatives[0].transcript).join('').trim();

function live(params) {
  return new Promise((resolve, reject) => {
    let text = '';
    const stream = stt.recognizeUsingWebSocket({ contentType: 'audio/wav', ...params });
    stream.setEncoding('utf8');
    stream.on('data', (data) => { text += data; });
    stream.on('error', reject);
    stream.on('close', () => resolve(text.trim()));
    fs.createReadStream(recordings[0]).pipe(stream);
  });
}

(async () => {
  const steps = {};
  const baseModelName = 'en-US_BroadbandModel';
  const audio = () => ({ audio: fs.createReadStream(recordings[0]), contentType: 'audio/wav' });

  const { result: language } = await stt.createLanguageModel({ name: 'transcripts', baseModelName });
  await stt.addCorpus({
    customizationId: language.customization_id, corpusName: 'read', corpusFile: fs.createReadStream(transcripts) });
  await stt.whenCustomizationReady({ customizationId: language.customization_id, ...patience });
  await stt.trainLanguageModel({ customizationId: language.customization_id });

  const { result: created, status } = await stt.createAcousticModel(
    { name: 'a model', baseModelName, description: 'made by the SDK' });
  steps.created = status;
  const customizationId = created.customization_id;
  const ask = () => stt.getAcousticModel({ customizationId });
  steps.nothingToTrain = await refusal(stt.trainAcousticModel({ customizationId }));
  steps.untrained = await refusal(stt.recognize({ ...audio(), acousticCustomizationId: customizationId }));
  const resources = recordings.map((file, i) => stt.addAudio({
    customizationId, audioName: `reading${i}`, audioResource: fs.createReadStream(file), contentType: 'audio/wav' }));
  await Promise.all(resources);
  steps.ready = await until(ask, (model) => model.status === 'ready');
  await stt.whenCustomizationReady({ customizationId: language.customization_id, ...patience });

  steps.training = (await stt.trainAcousticModel(
    { customizationId, customLanguageModelId: language.customization_id, strict: true })).result;
  steps.locked = await refusal(stt.trainAcousticModel({ customizationId }));
  steps.available = await until(ask, (model) => model.status !== 'training');
  steps.listed = (await stt.listAcousticModels({ language: 'en-US' })).result.customizations.length;
  steps.nothingNew = await refusal(stt.upgradeAcousticModel({ customizationId, force: true }));

  const customised = { acousticCustomizationId: customizationId };
  steps.recognized = heard((await stt.recognize({ ...audio(), ...customised })).result.results);
  steps.withBoth = heard((await stt.recognize({
    ...audio(), ...customised, languageCustomizationId: language.customization_id })).result.results);
  const { result: job } = await stt.createJob({ ...audio(), ...customised });
  const done = await until(() => stt.checkJob({ id: job.id }), (now) => now.status === 'completed');
  steps.byJob = heard(done.results[0].results);
  steps.live = await live(customised);

  await stt.resetAcousticModel({ customizationId });
  steps.reset = (await ask()).result.status;
  steps.left = (await stt.listAudio({ customizationId })).result.audio.length;
  steps.deleted = (await stt.deleteAcousticModel({ customizationId })).status;
  steps.gone = await refusal(ask());
  report(steps);
})().catch((error) => { console.error(error); process.exit(1); });
