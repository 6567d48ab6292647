import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { begun, downloadName, downloadStream, jsonLine, textLine } from '@/lib/logs/download'
import type { LogEvent } from '@/lib/logs/event'
import { AppError } from '@/lib/result'

const event = (text: string): LogEvent => ({ id: '1', at: 0, ingestedAt: 1500, stream: 's', text })

async function* pages(...all: (LogEvent[] | Error)[]) {
  for (const page of all) {
    if (page instanceof Error) {
      throw page
    }
    yield page
  }
}

const textOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).text()

describe('a downloaded log', () => {
  it('holds every event of every page, empty ones in between', async () => {
    const read = () => pages([event('a'), event('b')], [], [event('c\nd\n')], [])
    expect(await textOf(downloadStream(read(), 'txt', () => undefined))).toBe(
      ['a', 'b', 'c\nd'].map((text) => `1970-01-01T00:00:00.000Z s ${text}\n`).join(''),
    )
    const lines = (await textOf(downloadStream(read(), 'jsonl', () => undefined))).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      ['a', 'b', 'c\nd\n'].map((text) => ({
        id: '1',
        at: '1970-01-01T00:00:00.000Z',
        ingestedAt: '1970-01-01T00:00:01.500Z',
        stream: 's',
        text,
      })),
    )
  })

  it('is not begun when its first page can not be read, and has all pages otherwise', async () => {
    const failure = { code: 'not-found', message: 'No group.' } as const
    expect(await begun(pages(new AppError(failure)))).toEqual({ ok: false, error: failure })
    await expect(begun(pages(new Error('A bug.')))).rejects.toThrow('A bug.')
    const all = await begun(pages([], [event('a')], [event('b')]))
    const text = all.ok ? await textOf(downloadStream(all.data, 'txt', () => undefined)) : ''
    expect(text.match(/ s [ab]\n/g)).toHaveLength(2)
    expect(await begun(pages())).toMatchObject({ ok: true })
  })

  it('breaks off when a page can not be read, and stops reading when nobody takes it', async () => {
    const broken = downloadStream(pages([event('a')], new Error('No.')), 'txt', () => undefined)
    await expect(textOf(broken)).rejects.toThrow('No.')
    let isGone = false
    const left = downloadStream(pages([event('a')], [event('b')]), 'txt', () => {
      isGone = true
    })
    const reader = left.getReader()
    await reader.read()
    await reader.cancel()
    expect(isGone).toBe(true)
  })

  it('holds no control character but tab and newline, and one JSON object a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not remain
        expect(textLine(event(text))).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not remain
        expect(jsonLine(event(text))).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/)
        expect(JSON.parse(jsonLine(event(text))).text).toBe(text)
      }),
    )
  })

  it('has a name that any file system takes', () => {
    expect(downloadName('/aws/bedrock-agentcore/runtimes/x-AbCdEf1234-DEFAULT', 0, 60_000, 'txt')).toBe(
      'runtimes-x-AbCdEf1234-DEFAULT_19700101T000000Z_19700101T000100Z.txt',
    )
    expect(downloadName('/../#..', 0, 0, 'jsonl')).toMatch(/^[\w-]+\.jsonl$/)
  })
})
