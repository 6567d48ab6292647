import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf } from '@/lib/bridge/lines'

async function cut(bytes: Uint8Array, sizes: number[], longest?: number): Promise<string[]> {
  const lines: string[] = []

  for await (const line of linesOf(inPieces(bytes, sizes), longest)) {
    lines.push(line)
  }
  return lines
}

async function* inPieces(bytes: Uint8Array, sizes: number[]) {
  for (let from = 0, at = 0; from < bytes.length; at += 1) {
    const to = from + (sizes[at % sizes.length] ?? 1)
    yield bytes.subarray(from, to)
    from = to
  }
}

describe('linesOf', () => {
  it('gives the lines back whatever the pieces are that they come in, letters cut in half included', async () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => text !== '' && !/[\r\n]/.test(text))
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })

    await fc.assert(
      fc.asyncProperty(fc.array(line), sizes, fc.constantFrom('\n', '\r\n'), async (lines, sizes, end) => {
        const bytes = Buffer.from(lines.map((each) => each + end).join(''))
        expect(await cut(bytes, sizes)).toEqual(lines)
      }),
    )
  })

  it('leaves empty lines out, and keeps a last one that nothing ends', async () => {
    expect(await cut(Buffer.from('\n\r\n{"a":1}\n\n{"b":2}'), [3])).toEqual(['{"a":1}', '{"b":2}'])
  })

  it('refuses a line that has no end', async () => {
    await expect(cut(Buffer.from('x'.repeat(200)), [50], 100)).rejects.toThrow('longer than 100 bytes')
  })
})
