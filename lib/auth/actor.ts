import { readOnlyFailure } from '@/lib/read-only'
import { fail, ok, type Result } from '@/lib/result'
import type { Writer } from '@/lib/writer'

declare const minted: unique symbol

/** Proof that somebody signed in (or runs the command line on their own computer). Only lib/auth can make one. */
export type Actor = {
  readonly [minted]: true
  /** Who, for the header and the log: an e-mail address, or `owner` for a link, a password or the terminal. */
  readonly name: string
  readonly method: 'link' | 'password' | 'oidc' | 'terminal'
  /** False under SLIPWAY_READ_ONLY=1: every write is refused. */
  readonly canWrite: boolean
}

/** An actor who may write. Every mutation takes one first, as `Writer`. */
export type WritingActor = Actor & Writer

/** Only lib/auth calls this; the architecture test refuses any other importer. */
export function mintActor(fields: Omit<Actor, typeof minted>): Actor {
  return fields as Actor
}

/** The one place where an actor becomes a writer. Fails with `read-only` under SLIPWAY_READ_ONLY=1. */
export function asWriter(actor: Actor): Result<WritingActor> {
  return actor.canWrite ? ok(actor as WritingActor) : fail(readOnlyFailure)
}
