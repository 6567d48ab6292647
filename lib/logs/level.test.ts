import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelOf } from '@/lib/logs/level'
import { logGroupName, plainText, toLogGroup } from '@/lib/logs/model'

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

describe('text', () => {
  it('holds no control characters but tab and newline, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (message) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not remain
        expect(plainText(message)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })

  it('drops colours and links, keeps markup as it is', () => {
    expect(plainText('\u001b[1;31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007\n')).toBe('red link')
    expect(plainText('<script>alert(1)</script>')).toBe('<script>alert(1)</script>')
    expect(plainText('a\rb\u001b')).toBe('a\\x0db\\x1b')
  })
})

describe('groups and streams', () => {
  it('reads back the name that it writes, hyphens in mind', () => {
    const name = logGroupName('aws_api-AbCdEf1234', 'DEFAULT')
    expect(name).toBe('/aws/bedrock-agentcore/runtimes/aws_api-AbCdEf1234-DEFAULT')
    expect(toLogGroup({ logGroupName: name, storedBytes: 5, creationTime: 0 })).toMatchObject({
      runtimeId: 'aws_api-AbCdEf1234',
      endpoint: 'DEFAULT',
      storedBytes: 5,
      retentionDays: null,
    })
    expect(toLogGroup({ logGroupName: '/aws/lambda/x' })).toBeUndefined()
    expect(toLogGroup({ logGroupName: '/aws/bedrock-agentcore/runtimes/odd' })).toBeUndefined()
  })
})
