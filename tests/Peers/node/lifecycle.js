// node lifecycle.js URL KEY CORPUS WORDS_GRAMMAR WAV: the whole life of a custom language model as the SDK has it, with
// its own waiters, its multipart upload and its error objects. Prints one line of JSON with what each step gave.
'use strict';
const fs = require('fs');
const { client, refusal, report } = require('./sdk');
const [url, key, corpusFile, grammarFile, wav] = process.argv.slice(2);

const stt = client(url, key);
const patience = { interval: 200, times: 600 };

(async () => {
  const steps = {};
  const { result: created, status } = await stt.createLanguageModel({
    name: 'a model', baseModelName: 'en-US_BroadbandModel', dialect: 'en-US', description: 'made by the SDK' });
  steps.created = status;
  const customizationId = created.customization_id;
  steps.untrained = await refusal(stt.recognize({
    audio: fs.createReadStream(wav), contentType: 'audio/wav', languageCustomizationId: customizationId }));
  steps.nothingToTrain = await refusal(stt.trainLanguageModel({ customizationId }));

  await stt.addCorpus({ customizationId, corpusName: 'novel', corpusFile: fs.createReadStream(corpusFile) });
  steps.corpora = (await stt.whenCorporaAnalyzed({ customizationId, ...patience })).corpora;
  steps.existsAlready = await refusal(stt.addCorpus({ customizationId, corpusName: 'novel', corpusFile: 'a line' }));
  await stt.addCorpus(
    { customizationId, corpusName: 'novel', corpusFile: fs.createReadStream(corpusFile), allowOverwrite: true });
  await stt.whenCustomizationReady({ customizationId, ...patience });

  await stt.addWords({ customizationId, words: [
    { word: 'zephyrion', sounds_like: ['zephyr ian'], display_as: 'Zephyrion' },
    { word: 'T4', sounds_like: ['t 4'] }] });
  await stt.whenCustomizationReady({ customizationId, ...patience });
  await stt.addWord({ customizationId, wordName: 'NCAA', soundsLike: ['N. C. A. A.'], displayAs: 'NCAA' });
  steps.badSoundsLike = await refusal(stt.addWord({ customizationId, wordName: 'T5', soundsLike: ['t 5'] }));
  steps.userWords = (await stt.listWords({ customizationId, wordType: 'user', sort: '-alphabetical' })).result.words;
  steps.word = (await stt.getWord({ customizationId, wordName: 'zephyrion' })).result;
  await stt.deleteWord({ customizationId, wordName: 'T4' });

  await stt.addGrammar({
    customizationId, grammarName: 'cards', grammarFile: fs.createReadStream(grammarFile),
    contentType: 'application/srgs' });
  await stt.whenCustomizationReady({ customizationId, ...patience });
  steps.grammars = (await stt.listGrammars({ customizationId })).result.grammars;

  steps.training = (await stt.trainLanguageModel(
    { customizationId, customizationWeight: 0.3, wordTypeToAdd: 'all' })).result;
  steps.locked = await refusal(stt.addCorpus({ customizationId, corpusName: 'another', corpusFile: 'a line' }));
  steps.available = await stt.whenCustomizationReady({ customizationId, ...patience });
  steps.upgrade = await refusal(stt.upgradeLanguageModel({ customizationId }));
  const { result: recognised } = await stt.recognize({
    audio: fs.createReadStream(wav), contentType: 'audio/wav',
    languageCustomizationId: customizationId, customizationWeight: 0.4 });
  steps.transcript = recognised.results.map((r) => r.alternatives[0].transcript).join('').trim();
  const { result: byGrammar } = await stt.recognize({
    audio: fs.createReadStream(wav), contentType: 'audio/wav',
    languageCustomizationId: customizationId, grammarName: 'cards' });
  steps.byGrammar = byGrammar.results;

  await stt.deleteGrammar({ customizationId, grammarName: 'cards' });
  await stt.deleteCorpus({ customizationId, corpusName: 'novel' });
  await stt.resetLanguageModel({ customizationId });
  steps.reset = (await stt.getLanguageModel({ customizationId })).result.status;
  steps.deleted = (await stt.deleteLanguageModel({ customizationId })).status;
  steps.gone = await refusal(stt.getLanguageModel({ customizationId }));
  report(steps);
})().catch((error) => { console.error(error); process.exit(1); });
