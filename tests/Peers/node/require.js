// node require.js: loads the SDK.
'use strict';
const started = process.hrtime.bigint();
require('ibm-watson/speech-to-text/v1');
require('ibm-watson/auth');
console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - started) / 1e9 }));
