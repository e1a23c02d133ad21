// node jobs.js URL KEY WAV SECRET: asynchronous recognition as the SDK has it, once by asking again and again and once by
// callbacks, which a server of this script's own receives and checks. Prints one line of JSON with what each step gave.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const { client, refusal, report } = require('./sdk');
const [url, key, wav, secret] = process.argv.slice(2);

const stt = client(url, key);
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const signature = (text) => crypto.createHmac('sha256', secret).update(text).digest('base64');

async function completed(id) {
  for (;;) {
    const { result } = await stt.checkJob({ id });
    if (result.status !== 'waiting' && result.status !== 'processing') return result;
    await sleep(50);
  }
}

// Answers challenges, and keeps notifications; both only if they are signed with the secret.
function receiver(told) {
  return http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      const challenge = new URL(request.url, 'http://localhost').searchParams.get('challenge_string');
      const signed = signature(challenge || body) === request.headers['x-callback-signature'];
      if (!signed) response.writeHead(401).end();
      else if (challenge) response.writeHead(200, { 'Content-Type': 'text/plain' }).end(challenge);
      else {
        told.push(JSON.parse(body));
        response.writeHead(200).end();
      }
    });
  });
}

(async () => {
  const steps = {};
  const audio = () => ({ audio: fs.createReadStream(wav), contentType: 'audio/wav' });

  const { result: polled, status } = await stt.createJob({ ...audio(), timestamps: true, userToken: 'ignored' });
  steps.created = status;
  steps.polled = polled;
  steps.results = (await completed(polled.id)).results;

  const told = [];
  const server = receiver(told);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const callbackUrl = `http://127.0.0.1:${server.address().port}/results`;
  steps.unregistered = await refusal(stt.createJob({ ...audio(), callbackUrl }));
  steps.registered = (await stt.registerCallback({ callbackUrl, userSecret: secret })).result;
  steps.again = (await stt.registerCallback({ callbackUrl, userSecret: secret })).result;
  const { result: called } = await stt.createJob({
    ...audio(), callbackUrl, userToken: 'job-7', resultsTtl: 60,
    events: 'recognitions.started,recognitions.completed_with_results,recognitions.failed' });
  steps.called = called.id;
  while (told.length < 2) await sleep(20);
  steps.told = told;
  steps.listed = (await stt.checkJobs()).result.recognitions;
  steps.deleted = (await stt.deleteJob({ id: polled.id })).status;
  steps.gone = await refusal(stt.checkJob({ id: polled.id }));
  steps.unregister = (await stt.unregisterCallback({ callbackUrl })).status;
  steps.userData = (await stt.deleteUserData({ customerId: 'nobody' })).status;
  server.close();
  report(steps);
})().catch((error) => { console.error(error); process.exit(1); });
