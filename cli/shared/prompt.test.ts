import { PassThrough } from 'node:stream'
import { setImmediate as soon } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { confirmed, required, Stopped } from '@/cli/shared/prompt'

let keyboard: PassThrough
let said = ''
const wasTerminal = process.stderr.isTTY

beforeEach(() => {
  keyboard = new PassThrough()
  said = ''
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(keyboard as unknown as typeof process.stdin)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  Object.defineProperty(process.stderr, 'isTTY', { value: wasTerminal, configurable: true })
})

function sitDown(): void {
  Object.assign(keyboard, { isTTY: true })
  Object.defineProperty(process.stderr, 'isTTY', { value: true, configurable: true })
}

async function type(keys: string): Promise<void> {
  await soon()
  keyboard.write(keys)
}

describe('a question', () => {
  it('is answered on the terminal, beside standard output', async () => {
    sitDown()
    const answer = required('User name')
    await type('ann\r')
    expect(await answer).toBe('ann')
    expect(said).toContain('User name: ')
    expect(said).toContain('ann')
  })

  it('shows nothing of a password', async () => {
    sitDown()
    const answer = required('Password', { hidden: true })
    await type('sesame\r')
    expect(await answer).toBe('sesame')
    expect(said).toContain('Password: ')
    expect(said).not.toMatch(/sesame/)
  })

  it('ends with Ctrl-C', async () => {
    sitDown()
    const answer = required('User name')
    const stopped = expect(answer).rejects.toBeInstanceOf(Stopped)
    await type('\u0003')
    await stopped
  })

  it('is not asked where nobody is; what to do instead is said', async () => {
    const refusal = expect.objectContaining({ remedy: expect.stringContaining('--user NAME') })
    await expect(required('User name', { instead: '--user NAME' })).rejects.toMatchObject({ failure: refusal })
    expect(said).toBe('')
  })
})

describe('a confirmation', () => {
  it.each([
    ['guide\r', true],
    [' guide \r', true],
    ['yes\r', false],
    ['\r', false],
    ['\u0003', false],
  ])('%j is %s', async (keys, is) => {
    sitDown()
    const answer = confirmed('guide', 'delete all of this', 'Nothing was deleted.')
    await type(keys)
    expect(await answer).toBe(is)
    expect(said).toContain('Type guide to delete all of this: ')
  })

  it('is a no where nobody can be asked, and says so', async () => {
    expect(await confirmed('guide', 'delete all of this', 'Nothing was deleted.')).toBe(false)
    expect(said).toBe('Nothing was deleted.\n')
  })
})
