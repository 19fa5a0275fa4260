// Passkeys: a form with data-passkey="get" or "create" asks the device for one when it is sent, and sends what it gets
// in its field `credential`. The options come with the form, or from its address when signing in starts with it.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const descriptor = (one) => ({ ...one, id: bytes(one.id) });

const read = ({ publicKey }) => {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    if (options[name]) options[name] = options[name].map(descriptor);
  }
  return options;
};

const written = (credential) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment,
  });
};

const optionsOf = async (form) => {
  if (form.dataset.options) return read(JSON.parse(form.dataset.options));
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return read((await answer.json()).request_options);
};

const create = async (form) => {
  const publicKey = await optionsOf(form);
  const selection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, ...selection };
  return navigator.credentials.create({ publicKey });
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-error]");
    failed.hidden = true;
    try {
      const credential =
        form.dataset.passkey === "create"
          ? await create(form)
          : await navigator.credentials.get({ publicKey: await optionsOf(form) });
      form.elements.credential.value = written(credential);
      form.submit();
    } catch {
      // Whoever closed the dialogue, or has no passkey here, is told what else to do.
      failed.hidden = false;
    }
  });
}
