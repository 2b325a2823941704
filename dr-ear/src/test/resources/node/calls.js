// Calls a server with the published client library, unchanged: address, client id, scopes, key file, key id, dpop.
const fs = require('fs');
const okta = require('@okta/okta-sdk-nodejs');

const [orgUrl, clientId, scopes, keyFile, keyId, dpop] = process.argv.slice(2);
const client = new okta.Client({
  orgUrl, authorizationMode: 'PrivateKey', clientId, scopes: scopes.split(' '),
  privateKey: fs.readFileSync(keyFile, 'utf8'), keyId, dpop: dpop === 'dpop', testing: { disableHttpsCheck: true },
});

async function tell(name, call) {
  try {
    console.log(JSON.stringify({ name, answer: await call() }));
  } catch (error) {
    console.log(JSON.stringify({ name, status: error.status, code: error.errorCode, message: error.message }));
  }
}

(async () => {
  const recovery = client.disasterRecoveryApi;
  const domain = 'travel.example.test';
  await tell('status', () => recovery.getDRStatus());
  await tell('failover', () => recovery.startOrgFailover({ startOrgFailoverRequest: { domains: [domain] } }));
  await tell('status of one', () => recovery.getDRStatusForDomain({ domain }));
  await tell('failback', () => recovery.startOrgFailback({ startOrgFailbackRequest: {} }));
  await tell('unknown domain', () => recovery.getDRStatusForDomain({ domain: 'nowhere.example.test' }));
  await tell('log', async () => {
    const uuids = [];
    const events = await client.systemLogApi.listLogEvents({ limit: 3, until: new Date().toISOString(), filter: 'eventType pr' });
    await events.each((event) => { uuids.push(event.uuid); return uuids.length < 10; });
    return uuids;
  });
})();
