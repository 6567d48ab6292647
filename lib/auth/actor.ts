declare const minted: unique symbol

/**
 * Proof that somebody signed in (or runs the command line on their own computer). Only lib/auth can make one,
 * and every mutation takes it first.
 */
export type Actor = {
  readonly [minted]: true
  /** Who, for the header and the log: an e-mail address, or `owner` for a link, a password or the terminal. */
  readonly name: string
  readonly method: 'link' | 'password' | 'oidc' | 'terminal'
  /** False under SLIPWAY_READ_ONLY=1: every write is refused. */
  readonly canWrite: boolean
}

/** Only lib/auth calls this; the architecture test refuses any other importer. */
export function mintActor(fields: Omit<Actor, typeof minted>): Actor {
  return fields as Actor
}
