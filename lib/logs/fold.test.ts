import { describe, expect, it } from 'vitest'
import { type Fold, foldOf } from '@/lib/logs/fold'
import { SERVER_SAMPLES } from '@/lib/testing/server-samples'

function folds(lines: string[], pauseMs = 0): Fold[] {
  const found: Fold[] = []
  for (const line of lines) {
    found.push(foldOf(line, found.at(-1), pauseMs))
  }
  return found
}

describe('fold', () => {
  it('takes a traceback from its first line to the exception', () => {
    const lines = [
      'INFO:     started',
      'Traceback (most recent call last):',
      '  File "server.py", line 268, in call_aws',
      '    raise ValueError("x")',
      'ValueError: x',
      'INFO:     127.0.0.1:1 - "POST /mcp HTTP/1.1" 200 OK',
    ]
    expect(folds(lines)).toEqual(['single', 'head', 'body', 'body', 'end', 'single'])
  })

  it('keeps chained exceptions together, and two tracebacks apart', () => {
    const one = ['Traceback (most recent call last):', '  File "a"', 'KeyError: 1']
    const link = ['', 'During handling of the above exception, another exception occurred:', '']
    expect(folds([...one, ...link, ...one])).toEqual([
      ...['head', 'body', 'end'],
      ...['body', 'body', 'body', 'body', 'body', 'end'],
    ])
    expect(folds([...one, ...one])).toEqual(['head', 'body', 'end', 'head', 'body', 'end'])
  })

  it('hangs stack frames below the line that they follow', () => {
    expect(folds(['TypeError: x is not a function', '    at run (index.js:1:2)', '    at main'])).toEqual([
      'single',
      'body',
      'body',
    ])
  })

  it('hangs what Rich wrapped below the line that it wrapped, in every release of the server', () => {
    for (const { log } of SERVER_SAMPLES) {
      const all = folds([...log.start, ...log.refusedByServer, 'INFO:     next'])
      const lines = [...log.start, ...log.refusedByServer]
      expect(lines.filter((line) => line.startsWith(' '.repeat(29))).length).toBeGreaterThan(2)
      lines.forEach((line, index) => {
        expect([line, all[index] === 'end']).toEqual([line, line.startsWith(' '.repeat(29))])
      })
      expect(all.at(-1)).toBe('single')
    }
  })

  it('does not reach over a pause, nor take indented lines that follow nothing', () => {
    expect(folds(['Traceback (most recent call last):', '  File "a"'], 5000)).toEqual(['head', 'single'])
    expect(folds(['banner', '   indented'])).toEqual(['single', 'single'])
    expect(foldOf('  File "a"', undefined, 0)).toBe('single')
  })
})
