/** Codes are typed by people and stand in addresses: letters, digits, dots, hyphens and underscores, 60 at most. */
export const code = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;
