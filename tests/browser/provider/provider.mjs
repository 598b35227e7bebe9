// A certified provider of OpenID Connect on loopback, for one client: node provider.mjs PORT CLIENT SECRET CALLBACK.
// Whoever types an address is that person; the second button signs in with a password alone. Keeps nothing.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, client, secret, callback] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const form = `<!doctype html><title>Sign in</title><form method="post"><input name="sub" placeholder="sub">
<button name="way" value="mfa">Authorize</button><button name="way" value="pwd">Only a password</button></form>`;

const provider = new Provider(issuer, {
  clients: [{ client_id: client, client_secret: secret, redirect_uris: [callback], post_logout_redirect_uris: [callback] }],
  claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['kept by nobody'] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: true, name: 'Somebody' }),
  }),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
});

const handle = provider.callback();

async function posted(request) {
  let body = '';
  for await (const part of request) body += part;
  return new URLSearchParams(body);
}

createServer(async (request, response) => {
  if (!request.url.startsWith('/interaction/')) return handle(request, response);
  if (request.method === 'GET') return response.setHeader('content-type', 'text/html').end(form);
  const said = await posted(request);
  const amr = said.get('way') === 'mfa' ? ['pwd', 'mfa'] : ['pwd'];
  const login = { accountId: said.get('sub'), amr, remember: false };
  return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
}).listen(Number(port), '127.0.0.1');
