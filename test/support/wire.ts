import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A line between the application and its database that can be cut, or go dead without a word. */
export class Wire {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private dead = false;
  private port = 0;

  private constructor(private readonly database: URL) {}

  static async to(databaseUrl: string): Promise<Wire> {
    const wire = new Wire(new URL(databaseUrl));
    await wire.mend();
    return wire;
  }

  /** The database's address at this end. */
  get url(): string {
    const address = new URL(this.database);
    address.host = `127.0.0.1:${this.port}`;
    return address.href;
  }

  /** Connections break, and new ones are refused. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    if (server) await once(server.close(), 'close');
  }

  /** Connections stay and can be made, but nothing comes through any more: a dead host behind a firewall. */
  goDead(): void {
    this.dead = true;
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  async mend(): Promise<void> {
    this.dead = false;
    for (const socket of this.sockets) socket.destroy();
    if (this.server) return;
    this.server = createServer((near) => this.join(near)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private join(near: Socket): void {
    this.hold(near);
    if (this.dead) return;
    const far = connect(Number(this.database.port), this.database.hostname);
    this.hold(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }

  private hold(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
  }
}
