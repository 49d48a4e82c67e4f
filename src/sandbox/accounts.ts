/** Known to everybody, and there in the sandbox only. */
export const sandboxPassword = 'demo-password-1708';
export const sandboxClient = { clientId: 'demo-script', secret: 'demo-secret-1708' };

/** One line for the start. */
export const sandboxAccounts =
  `admin@, coordinator@, supervisor@, liaison.pupr@, officer.pupr@, liaison.dishub@, officer.dishub@, liaison.disdukcapil@, officer.disdukcapil@, citizen@demo.test ` +
  `(password ${sandboxPassword}); client ${sandboxClient.clientId} (secret ${sandboxClient.secret})`;
