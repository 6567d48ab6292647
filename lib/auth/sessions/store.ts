import 'server-only'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { currentGeneration } from '@/lib/auth/sessions/generation'
import { isOver } from '@/lib/auth/sessions/lifetime'
import { dropDrafts, removeFileDurablySync, writeFileDurablySync } from '@/lib/durable-file'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

const FILE = 'sessions.json'
const MAX_SESSIONS = 100
/** Visits are written so often at most: a crash forgets no more than that of them. */
const SAVE_SEEN_S = 10 * 60

const knownSession = z.object({
  id: z.string(),
  generation: z.string(),
  method: z.enum(['link', 'password', 'oidc']),
  name: z.string().min(1).max(320),
  /** When the person signed in, in seconds since 1970. */
  since: z.number().int().positive(),
  /** The last visit, in seconds since 1970. */
  seen: z.number().int().positive(),
  /** As `clientAddress` says it, at signing in. */
  address: z.string(),
  /** In words: `Firefox on Linux`. */
  browser: z.string(),
})

/** A session as the server knows it. Its cookie holds the id, encrypted, and nothing else. */
export type KnownSession = z.infer<typeof knownSession>

type Held = { session: KnownSession; end: AbortController; savedSeen: number }

/** The sessions of one state folder: all in memory, and in a file whenever one begins or ends. One process has the folder. */
export class SessionStore {
  readonly #file: string
  readonly #now: () => number
  readonly #held = new Map<string, Held>()
  /** The ids in the file: whom a restart would let in. */
  #written: readonly string[] = []

  /**
   * `now` in seconds since 1970. A file that can't be read holds no sessions. Those of another generation than `generation` are forgotten
   * for good: with the old password back, they would be, too.
   */
  constructor(directory: string, now: () => number, generation: string) {
    this.#file = path.join(directory, FILE)
    this.#now = now
    dropDrafts(this.#file)
    const kept = readSessions(this.#file)
    this.#written = kept.map(({ id }) => id)
    const current = kept.filter((session) => session.generation === generation)

    for (const session of current) {
      this.#hold(session)
    }
    if (current.length < kept.length) {
      this.#save()
    }
  }

  /** `replaced`: the session that this browser had. It ends; what goes on in it for the same person goes on in the new one. */
  begin(fields: Omit<KnownSession, 'id' | 'since' | 'seen'>, replaced?: string): KnownSession {
    const now = this.#now()
    const session = { ...fields, id: randomBytes(24).toString('base64url'), since: now, seen: now }
    this.#hold(session, this.#replace(replaced, fields.name))
    this.#dropOld()
    this.#save()
    return session
  }

  /** The session of an id, while it lasts; asking is a visit. */
  visit(id: string): KnownSession | undefined {
    const held = this.#held.get(id)
    const now = this.#now()

    if (!held || isOver(held.session, now)) {
      return undefined
    }
    held.session.seen = now

    if (now - held.savedSeen >= SAVE_SEEN_S) {
      held.savedSeen = now
      this.#save()
    }
    return held.session
  }

  /** Those that last, the last seen first. */
  list(): KnownSession[] {
    return this.#all()
      .filter((session) => !isOver(session, this.#now()))
      .sort((left, right) => right.seen - left.seen)
  }

  end(ids: readonly string[]): void {
    for (const id of ids) {
      this.#held.get(id)?.end.abort()
      this.#held.delete(id)
    }
    this.#save()
  }

  /** Aborted once the session is ended. */
  endOf(id: string): AbortSignal {
    return this.#held.get(id)?.end.signal ?? AbortSignal.abort()
  }

  #all(): KnownSession[] {
    return [...this.#held.values()].map(({ session }) => session)
  }

  #hold(session: KnownSession, end = new AbortController()): void {
    this.#held.set(session.id, { session, end, savedSeen: session.seen })
  }

  /** Forgets a session; answers what ends its streams, where they may go on. */
  #replace(id: string | undefined, name: string): AbortController | undefined {
    const held = id === undefined ? undefined : this.#held.get(id)
    this.#held.delete(id ?? '')

    if (held && held.session.name !== name) {
      held.end.abort()
      return undefined
    }
    return held?.end
  }

  #dropOld(): void {
    const over = this.#all().filter((session) => isOver(session, this.#now()))
    const tooMany = this.list().slice(MAX_SESSIONS)

    for (const { id } of [...over, ...tooMany]) {
      this.#held.get(id)?.end.abort()
      this.#held.delete(id)
    }
  }

  #save(): void {
    const sessions = this.#all()
    try {
      writeFileDurablySync(this.#file, JSON.stringify(sessions))
      this.#written = sessions.map(({ id }) => id)
    } catch (error) {
      log.error('sessions-not-kept', { message: messageOf(error) })
      this.#forgetEnded()
    }
  }

  /** A file that can't be written may still be removed: then a restart asks everybody to sign in, and revives nobody who has signed out. */
  #forgetEnded(): void {
    if (this.#written.every((id) => this.#held.has(id))) {
      return
    }
    try {
      removeFileDurablySync(this.#file)
      this.#written = []
    } catch (error) {
      log.error('ended-sessions-not-forgotten', { message: messageOf(error) })
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

// On the global object: the proxy and each route may have their own copy of this module, and there must be one store for all.
const holder = globalThis as typeof globalThis & { slipwaySessions?: Map<string, SessionStore> }

/** The sessions of this console. */
export function sessionStore(): SessionStore {
  holder.slipwaySessions ??= new Map()
  const key = env().SLIPWAY_STATE_DIR
  const store = holder.slipwaySessions.get(key) ?? new SessionStore(stateDirectory(), nowSeconds, currentGeneration())
  holder.slipwaySessions.set(key, store)
  return store
}

function readSessions(file: string): KnownSession[] {
  try {
    return z.array(knownSession).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      log.warn('sessions-not-read', { message: 'Everybody has to sign in again.' })
    }
    return []
  }
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
