/** Unsaved text. `base` is IAM's text when the editing began. */
export type Draft = { base: string | null; text: string; at: string }

/** What was in IAM before one of Slipway's saves. `reason` as it was given. */
export type PastText = { text: string; at: string; reason: string }

const KEPT = 20

/** Drafts and earlier texts of one role, in this browser: there is no secret in a policy. */
export function draftStore(connection: string, roleName: string) {
  const keyOf = (kind: 'draft' | 'past', id: string) => `slipway-policy-${kind} ${connection} ${roleName} ${id}`

  return {
    readDraft: (id: string): Draft | null => parse(localStorage.getItem(keyOf('draft', id)), isDraft),
    /** False when the browser has no room: then the text is on the page alone. */
    keepDraft: (id: string, value: Draft): boolean => write(keyOf('draft', id), value),
    dropDraft: (id: string): void => localStorage.removeItem(keyOf('draft', id)),
    readPast: (id: string): PastText[] => parse(localStorage.getItem(keyOf('past', id)), isPast) ?? [],
    addPast(id: string, value: PastText): void {
      write(keyOf('past', id), [value, ...this.readPast(id)].slice(0, KEPT))
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
  return Array.isArray(value) && value.every((entry) => hasTexts(entry, ['text', 'at', 'reason']))
}

function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
