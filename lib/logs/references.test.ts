import { describe, expect, it } from 'vitest'
import { referencesOf } from '@/lib/logs/references'

describe('references', () => {
  it.each([
    ['{"sessionId":"0f3b9c1e-aaaa","requestId": "9d-77777777"}', { session: '0f3b9c1e-aaaa', request: '9d-77777777' }],
    ['Created session with ID: x, mcp-session-id: 5c1d7e90ab', { session: '5c1d7e90ab' }],
    ['[173] awsRequestId=abcdef12-3456 command=ls', { request: 'abcdef12-3456' }],
    ['An error occurred (AccessDenied), Request ID: 1234abcd-ef', { request: '1234abcd-ef' }],
    ['no session here', {}],
    ['the session id is unknown to us', {}],
    ['identity: abc', {}],
  ])('%s', (text, found) => {
    expect(referencesOf(text)).toEqual(found)
  })
})
