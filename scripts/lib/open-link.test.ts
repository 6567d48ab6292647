import { expect, it } from 'vitest'
import { pageOf } from './open-link'

it('leads to the address, whatever stands in it, and to nothing else', () => {
  expect(pageOf('http://slipway.localhost:3000/sign-in#token=a-b_c')).toContain(
    'content="0;url=http://slipway.localhost:3000/sign-in#token=a-b_c"',
  )
  expect(pageOf('http://x/"><script>&\'')).not.toMatch(/<script|"http:\/\/x\/"|&'/)
})
