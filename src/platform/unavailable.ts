// Connection lost, shutdown, statement or lock timeout, too many connections, serialization failure, deadlock, read-only standby,
// a transaction that was given up because its process stood still.
const unavailable = /^(08...|57P0.|57014|55P03|53300|40001|40P01|25006|25P03)$/;
const socketErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
const poolMessages =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|not established|Driver not Connected/i;

/** The database or the way to it is not to be had: nothing is wrong with what was asked. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  return (
    (typeof code === 'string' && (unavailable.test(code) || socketErrors.has(code))) || poolMessages.test(error.message) || isUnavailable(error.cause)
  );
}
