import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logGroupName, plainText, toLogGroup } from '@/lib/logs/model'

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
