// What every script here shares: a client of the SDK, what failures show, and one line of JSON as the result.
'use strict';
const SpeechToText = require('ibm-watson/speech-to-text/v1');
const { BasicAuthenticator, NoAuthAuthenticator } = require('ibm-watson/auth');

exports.client = (url, apikey) => new SpeechToText({
  serviceUrl: url,
  authenticator: apikey ? new BasicAuthenticator({ username: 'apikey', password: apikey }) : new NoAuthAuthenticator(),
});

// What a failing call shows of the service's answer.
exports.refusal = (call) => call.then(
  () => ({ refused: false }),
  (error) => ({ refused: true, code: error.code, statusText: error.statusText,
    message: error.message, body: error.body }));

exports.seconds = (started) => Number(process.hrtime.bigint() - started) / 1e9;

exports.report = (result) => {
  const usage = process.resourceUsage();
  console.log(JSON.stringify({
    ...result,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakBytes: usage.maxRSS * 1024,
  }));
};
