import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { passOnVisibly } from '@/scripts/lib/visible-output'

it('passes on what a child says, and nothing that a terminal obeys, wherever the chunks end', async () => {
  const child = new PassThrough()
  const shown: string[] = []
  passOnVisibly(child, { write: (text: string) => shown.push(text) > 0 })

  for (const byte of Buffer.from('Failed "40\u009b31m\u001b[2J\u202ez": ä 漢 ✓\n')) {
    child.write(Buffer.of(byte))
  }
  child.end()
  await new Promise((resolve) => child.on('end', resolve))
  expect(shown.join('')).toBe('Failed "40\\x9b31m\\x1b[2J\\u202ez": ä 漢 ✓\n')
})
