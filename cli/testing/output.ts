import { afterEach, beforeEach, vi } from 'vitest'

/** What a verb writes in each test of a file, kept from the terminal; empty at the beginning of each. */
export function capturedOutput(): { out: string; err: string } {
  const output = { out: '', err: '' }
  const into = (stream: 'out' | 'err') => (text: string | Uint8Array) => {
    output[stream] += text
    return true
  }

  beforeEach(() => {
    Object.assign(output, { out: '', err: '' })
    vi.spyOn(process.stdout, 'write').mockImplementation(into('out'))
    vi.spyOn(process.stderr, 'write').mockImplementation(into('err'))
  })
  afterEach(() => void vi.restoreAllMocks())
  return output
}
