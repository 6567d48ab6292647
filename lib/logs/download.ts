import { escapedCharacter, visibleText } from '@/lib/format/visible-text'
import type { LogEvent } from '@/lib/logs/event'
import { AppError, fail, ok, type Result } from '@/lib/result'

export type DownloadFormat = 'txt' | 'jsonl'

type Pages = AsyncGenerator<LogEvent[]>

/** The same pages once the first of them is read, or why it can't be: behind the head of an answer nobody can be told any more. */
export async function begun(pages: Pages): Promise<Result<Pages>> {
  try {
    return ok(after(await pages.next(), pages))
  } catch (error) {
    if (error instanceof AppError) {
      return fail(error.failure)
    }
    throw error
  }
}

async function* after(first: IteratorResult<LogEvent[]>, rest: Pages): Pages {
  if (!first.done) {
    yield first.value
    yield* rest
  }
}

/** The file's bytes, made page by page as the browser takes them. `onGone` when it stops. A read that fails breaks the stream off. */
export function downloadStream(pages: Pages, format: DownloadFormat, onGone: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const lineOf = format === 'txt' ? textLine : jsonLine
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        let page = await pages.next()

        while (!page.done && page.value.length === 0) {
          page = await pages.next()
        }
        if (page.done) {
          controller.close()
        } else {
          controller.enqueue(encoder.encode(page.value.map((event) => `${lineOf(event)}\n`).join('')))
        }
      },
      cancel: onGone,
    },
    { highWaterMark: 0 },
  )
}

/** Time, stream and text; further lines of an event stay lines, and control characters but tab are made visible. */
export function textLine({ at, stream, text }: LogEvent): string {
  return `${new Date(at).toISOString()} ${stream} ${visibleText(text.replace(/\r?\n$/, ''))}`
}

/** One object a line: id, at and ingestedAt in ISO 8601, stream, text. What JSON leaves raw and a terminal might obey is escaped. */
export function jsonLine({ id, at, ingestedAt, stream, text }: LogEvent): string {
  const iso = (time: number) => new Date(time).toISOString()
  const line = JSON.stringify({ id, at: iso(at), ingestedAt: iso(ingestedAt), stream, text })
  return line.replace(/[\u007f-\u009f\u2028\u2029]|[\u202a-\u202e\u2066-\u2069]/g, escapedCharacter)
}

/** `runtimes-x-AbCdEf1234-DEFAULT_20260105T120000Z_20260105T130000Z.txt`, safe on any file system. */
export function downloadName(group: string, from: number, to: number, format: DownloadFormat): string {
  const name = group.replace(/^\/aws\/bedrock-agentcore\//, '').replace(/[^A-Za-z0-9_-]+/g, '-')
  const stamp = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')
  return `${name.slice(0, 120)}_${stamp(from)}_${stamp(to)}.${format}`
}
