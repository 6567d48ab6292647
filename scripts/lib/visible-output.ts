import type { Readable, Writable } from 'node:stream'
import { visibleText } from '@/lib/format/visible-text'

/** Passes a child's messages on. Next writes into them what clients send, and a terminal would obey it. */
export function passOnVisibly(from: Readable, to: Pick<Writable, 'write'>): void {
  from.setEncoding('utf8').on('data', (text: string) => to.write(visibleText(text)))
}
