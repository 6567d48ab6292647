/** Unsaved text. `base` is IAM's text when the editing began. */
export type Draft = { base: string | null; text: string; at: string }

const KINDS = ['replaced', 'deleted', 'discarded'] as const

/** What was in IAM before one of Slipway's saves, or was typed and put aside. `reason` as it was given. */
export type PastText = { text: string; at: string; reason: string; kind: (typeof KINDS)[number] }

const KEPT = 20

/** Drafts and earlier texts of one role, in this browser: there is no secret in a policy. */
export function draftStore(connection: string, roleName: string) {
  const keyOf = (kind: 'draft' | 'past', id: string) => `slipway-policy-${kind} ${connection} ${roleName} ${id}`

  return {
    /** Of which role of which connection. */
    place: { connection, roleName },
    readDraft: (id: string): Draft | null => parse(localStorage.getItem(keyOf('draft', id)), isDraft),
    /** False when the browser has no room: then the text is on the page alone. */
    keepDraft: (id: string, value: Draft): boolean => write(keyOf('draft', id), value),
    dropDraft: (id: string): void => localStorage.removeItem(keyOf('draft', id)),
    /** Calls back with the id when another tab has typed, saved or discarded. Answers how to stop. */
    watchDrafts(changed: (id: string) => void): () => void {
      const start = keyOf('draft', '')
      const listen = ({ key }: StorageEvent) => {
        if (key?.startsWith(start)) {
          changed(key.slice(start.length))
        }
      }
      window.addEventListener('storage', listen)
      return () => window.removeEventListener('storage', listen)
    },
    readPast: (id: string): PastText[] => parse(localStorage.getItem(keyOf('past', id)), isPast) ?? [],
    addPast(id: string, value: PastText): void {
      let kept = [value, ...this.readPast(id)].slice(0, KEPT)

      // The older ones make room where the browser has none.
      while (kept.length > 0 && !write(keyOf('past', id), kept)) {
        kept = kept.slice(0, Math.floor(kept.length / 2))
      }
    },
    /** Ids of new inline policies that exist only as drafts. */
    draftIds: (): string[] => {
      const start = keyOf('draft', '')
      return Object.keys(localStorage).flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []))
    },
  }
}

export type DraftStore = ReturnType<typeof draftStore>

// Somebody else's program may have written there.
function parse<T>(text: string | null, isRight: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isRight(value) ? value : null
  } catch {
    return null
  }
}

function hasTexts(value: unknown, names: string[]): boolean {
  return (
    typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'string')
  )
}

function isDraft(value: unknown): value is Draft {
  return hasTexts(value, ['text', 'at']) && ['string', 'object'].includes(typeof Reflect.get(value as object, 'base'))
}

function isPast(value: unknown): value is PastText[] {
  return (
    Array.isArray(value) &&
    value.every((entry) => hasTexts(entry, ['text', 'at', 'reason']) && KINDS.includes(Reflect.get(entry, 'kind')))
  )
}

function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
