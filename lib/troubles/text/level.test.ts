import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelOf } from '@/lib/troubles/text/level'

describe('level', () => {
  it.each([
    ['2026-08-21 14:03:11.482 | INFO     | awslabs.server:call:268 - Attempting to execute: aws s3 ls', 'info'],
    ['2026-08-21 14:03:11.482 | WARNING  | x:y:1 - DEPRECATION NOTICE', 'warning'],
    ['2026-08-21 14:03:11.482 | ERROR    | x:y:1 - failed', 'error'],
    ['2026-08-21 14:03:11.482 | SUCCESS  | x:y:1 - done', 'info'],
    ['\u001b[32m2026-08-21 14:03:11.482\u001b[0m | \u001b[1mDEBUG   \u001b[0m | x:y:1 - z', 'debug'],
    ['INFO:     127.0.0.1:46386 - "POST /mcp HTTP/1.1" 200 OK', 'info'],
    ['[08/21/26 14:03:11] ERROR    boom', 'error'],
    ['2026-08-21 14:03:11,482 - app - CRITICAL - text', 'error'],
    ['{"time":"x","level":"warn","msg":"y"}', 'warning'],
    ['Traceback (most recent call last):', 'error'],
    ['botocore.exceptions.ClientError: An error occurred (AccessDenied)', 'error'],
    ['    raise ValueError("x")', 'unknown'],
    ['there was no error at all', 'unknown'],
    ['ERRORS are listed below', 'unknown'],
    ['GET /error 200', 'unknown'],
    ['', 'unknown'],
  ])('%s', (line, level) => {
    expect(levelOf(line)).toBe(level)
  })

  it('answers for any line, and fast', () => {
    fc.assert(fc.property(fc.string({ size: 'large' }), (line) => levelOf(line).length > 0))
  })
})
