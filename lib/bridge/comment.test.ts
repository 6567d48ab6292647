import { describe, expect, it } from 'vitest'
import { isRefusal, withComment } from '@/lib/bridge/comment'

const answer = (text: string) => ({ jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text }], other: 1 } })
const texts = (message: { result?: unknown }) =>
  (message.result as { content: { text: string }[] }).content.map(({ text }) => text)

describe('a word on a refusal', () => {
  it('comes after the answer, which stays as it is', async () => {
    const refused = answer('Execution of this operation is denied by security policy.')
    expect(isRefusal(refused)).toBe(true)
    const shown = await withComment(refused)
    expect(texts(shown)[0]).toBe('Execution of this operation is denied by security policy.')
    expect(texts(shown)[1]).toMatch(/^Slipway:\n[\s\S]*READ_OPERATIONS_ONLY/)
    expect(shown.result).toMatchObject({ other: 1 })
  })

  it('names what the execution role lacks', async () => {
    const json = JSON.stringify({
      response: {
        error:
          'An error occurred (AccessDenied) when calling the CreateBucket operation: User: arn:aws:sts::123456789012:assumed-role/a/b is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::x" because no identity-based policy allows the s3:CreateBucket action',
        error_code: 'AccessDenied',
      },
    })
    expect(texts(await withComment(answer(json)))[1]).toContain('s3:CreateBucket')
  })

  it('is not said of what is no refusal, of a listing, or of other messages', () => {
    expect(isRefusal(answer('{"Buckets": []}'))).toBe(false)
    expect(isRefusal(answer(`AccessDenied ${'x'.repeat(30_000)}`))).toBe(false)
    expect(isRefusal({ jsonrpc: '2.0', method: 'notifications/message', params: { data: 'AccessDenied' } })).toBe(false)
    expect(isRefusal({ jsonrpc: '2.0', id: 1, error: { code: 1, message: 'AccessDenied' } })).toBe(false)
  })
})
