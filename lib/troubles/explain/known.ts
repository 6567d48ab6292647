import { readTroubles } from '@/lib/troubles/catalogue'
import type { Layer, Place, Trouble } from '@/lib/troubles/model'
import { readable } from '@/lib/troubles/text/shape'

/** The likeliest cause of one message, or undefined. `layers`: only what arises there. */
export function knownTrouble(text: string, place: Place, layers?: Layer[]): Trouble | undefined {
  return readTroubles(readable(text), place).troubles.find(({ layer }) => layers?.includes(layer) ?? true)
}
